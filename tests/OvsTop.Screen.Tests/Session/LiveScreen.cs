using NSubstitute;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests.Session;

/// <summary>A live screen without a terminal: ticks and keys in, frames out. Ticks are a second apart, at 14:02:54, 14:02:55 and so on.</summary>
internal sealed class LiveScreen
{
    private const double UpcallsPerSecond = 12_400;

    private readonly IHost _host = Substitute.For<IHost>();
    private readonly Queue<Func<HostEvent>> _events = new();
    private IObserver<Snapshot>? _observer;
    private ulong _upcalls = 910_000;

    public LiveScreen(int width = 80, int height = 24)
    {
        _host.Size.Returns((width, height));
        _host.Wait(Arg.Any<int>()).Returns(_ => _events.Dequeue()());
        _host.When(h => h.Present(Arg.Any<Frame>())).Do(call => Frames.Add(FrameText.Of(call.Arg<Frame>())));
    }

    public IPlayback? Player { get; init; }

    public List<string> Frames { get; } = [];

    public string Last => Frames[^1];

    /// <summary>Rows of the last frame.</summary>
    public string[] Rows => Last.TrimEnd('\n').Split('\n');

    public void Run()
    {
        _events.Enqueue(() => new HostEvent(HostEventKind.Terminate, Signal: 15));
        new ScreenApp(_host, new ScreenOptions { Theme = Shot.Dark, Player = Player }).Run(new Feed(observer => _observer = observer));
    }

    /// <summary>Ticks from one to another; one of them, or all, with other upcalls a second.</summary>
    public LiveScreen Ticks(int first, int last, int? busiest = null, double rate = UpcallsPerSecond)
    {
        for (int tick = first; tick <= last; tick++)
        {
            double upcalls = tick == busiest ? 99_000 : rate;
            _upcalls += (ulong)upcalls;
            var storm = Samples.StormLater(tick);
            var total = storm.Upcalls.Total with { UpcallsPerSecond = upcalls, Upcalls = _upcalls };
            var snapshot = storm with { Upcalls = storm.Upcalls with { Total = total } };
            _events.Enqueue(() =>
            {
                _observer!.OnNext(snapshot);
                return new HostEvent(HostEventKind.Wake);
            });
        }

        return this;
    }

    /// <summary>Characters; a line feed is Enter.</summary>
    public LiveScreen Press(string keys) => Press([.. keys.Select(c => c switch { '\n' => new Key(KeyCode.Enter), '\e' => new Key(KeyCode.Escape), _ => Key.Of(c) })]);

    public LiveScreen Press(params Key[] keys)
    {
        foreach (var key in keys)
        {
            _events.Enqueue(() => new HostEvent(HostEventKind.Key, key));
        }

        return this;
    }

    private sealed class Feed(Action<IObserver<Snapshot>> subscribed) : IObservable<Snapshot>, IDisposable
    {
        public IDisposable Subscribe(IObserver<Snapshot> observer)
        {
            subscribed(observer);
            return this;
        }

        public void Dispose()
        {
        }
    }
}
