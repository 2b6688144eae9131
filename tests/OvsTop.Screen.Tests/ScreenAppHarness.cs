using NSubstitute;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Recordings;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests;

/// <summary>A screen whose host does what a test queues, and keeps its frames as text.</summary>
public abstract class ScreenAppHarness : IDisposable
{
    private protected static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 2, 54, TimeSpan.Zero);

    private protected readonly string _folder = Directory.CreateTempSubdirectory("ovstop-app-").FullName;
    private protected readonly IHost _host = Substitute.For<IHost>();
    private protected readonly IScreenRecorder _recorder = Substitute.For<IScreenRecorder>();
    private protected readonly Queue<Func<HostEvent>> _events = new();
    private protected readonly List<string> _frames = [];
    private protected readonly List<TimeSpan> _intervals = [];
    private protected readonly List<string> _filters = [], _typed = [];
    private protected readonly Dictionary<string, string> _keys = [];
    private protected string? _complaint;
    private protected string? _themeFile;
    private protected IPlayback? _player;
    private protected readonly Feed _feed = new();

    private protected ScreenAppHarness()
    {
        _host.Size.Returns((80, 24));
        _host.Wait(Arg.Any<int>()).Returns(_ => _events.Count > 0 ? _events.Dequeue()() : throw new InvalidOperationException("nothing left to happen"));
        _host.When(h => h.Present(Arg.Any<Frame>())).Do(call => _frames.Add(FrameText.Of(call.Arg<Frame>())));
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected int Run()
    {
        var clock = Substitute.For<TimeProvider>();
        clock.GetUtcNow().Returns(Now);
        clock.LocalTimeZone.Returns(TimeZoneInfo.Utc);
        var app = new ScreenApp(_host, new ScreenOptions
        {
            Theme = Shot.Dark,
            Keys = _keys,
            ThemeName = _themeFile ?? "dark",
            ThemePath = name => name == _themeFile ? name : null,
            IntervalChanged = _intervals.Add,
            SnapshotFolder = _folder,
            Recorder = _recorder,
            Clock = clock,
            Player = _player,
            FilterApplied = _typed.Add,
            FilterChanged = filter =>
            {
                _filters.Add($"{filter?.Filter}");
                return _complaint;
            },
        });
        return app.Run(_feed);
    }

    private protected void Happen(Func<HostEvent> happened) => _events.Enqueue(happened);

    private protected void Press(params Key[] keys)
    {
        foreach (var key in keys)
        {
            Happen(() => new HostEvent(HostEventKind.Key, key));
        }
    }

    private protected void Snapshots(params Snapshot[] snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            Happen(() =>
            {
                _feed.Observer!.OnNext(snapshot);
                return new HostEvent(HostEventKind.Wake);
            });
        }
    }

    private protected sealed class Feed : IObservable<Snapshot>, IDisposable
    {
        public IObserver<Snapshot>? Observer { get; private set; }

        public bool Disposed { get; private set; }

        public IDisposable Subscribe(IObserver<Snapshot> observer)
        {
            Observer = observer;
            return this;
        }

        public void Dispose() => Disposed = true;
    }
}
