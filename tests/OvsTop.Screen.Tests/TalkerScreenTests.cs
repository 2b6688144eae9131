using NSubstitute;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests;

/// <summary>View 5 by its keys: dimensions, order, a selection that follows its talker, drilling in and back.</summary>
public sealed class TalkerScreenTests
{
    private readonly IHost _host = Substitute.For<IHost>();
    private readonly Queue<HostEvent> _events = new();
    private readonly Queue<Snapshot> _snapshots = new();
    private readonly List<string> _frames = [];
    private readonly List<string> _filters = [];
    private readonly List<TalkerDimension?> _told = [];
    private IObserver<Snapshot>? _observer;

    public TalkerScreenTests()
    {
        _host.Size.Returns((120, 35));
        _host.Wait(Arg.Any<int>()).Returns(_ => Next());
        _host.When(h => h.Present(Arg.Any<Frame>())).Do(call => _frames.Add(FrameText.Of(call.Arg<Frame>())));
    }

    [Fact]
    public void Enter_filters_by_the_row_and_Esc_goes_back_to_what_was()
    {
        Run(Samples.Storm(), Key.Of('5'), new Key(KeyCode.Enter), new Key(KeyCode.Down), new Key(KeyCode.Enter), new Key(KeyCode.Escape), new Key(KeyCode.Escape), new Key(KeyCode.Escape));
        Assert.Equal(["in_port=2", "(in_port=2) and (in_port=3)", "in_port=2", "none"], _filters);
    }

    [Fact]
    public void A_port_is_drilled_by_its_name_where_the_daemon_knows_it()
    {
        Run(Samples.Storm(), name => name == "vm-42" ? 2u : null, Key.Of('5'), new Key(KeyCode.Enter));
        Assert.Equal(["in_port=vm-42"], _filters);
    }

    [Fact]
    public void A_flow_is_drilled_by_its_five_fields()
    {
        Run(Samples.Storm(), Key.Of('5'), Key.Of('d'), Key.Of('d'), new Key(KeyCode.Enter));
        Assert.Equal(["udp,nw_src=10.0.0.1,nw_dst=10.0.0.2,tp_src=40000,tp_dst=53"], _filters);
    }

    [Fact]
    public void The_source_is_told_which_dimension_is_looked_at()
    {
        Run(Samples.Storm(), Key.Of('5'), new Key(KeyCode.Right), Key.Of('D'), Key.Of('1'));
        Assert.Equal([TalkerDimension.InPort, TalkerDimension.Source, TalkerDimension.InPort, null], _told);
    }

    [Fact]
    public void The_selection_stays_on_its_talker_when_the_order_changes()
    {
        var before = Samples.Storm();
        var list = before.Talkers.Find(TalkerDimension.InPort)!;
        var after = before with { Talkers = new TalkersSnapshot { Lists = [list with { Rows = [.. list.Rows.Select((row, i) => i == 1 ? row with { PerSecond = 90_000 } : row)] }] } };
        _snapshots.Enqueue(before);
        _snapshots.Enqueue(after);
        Queue(Key.Of('5'), new Key(KeyCode.Down));
        _events.Enqueue(new HostEvent(HostEventKind.Wake));
        Queue(new Key(KeyCode.Enter), Key.Of('q'));
        RunApp(_ => null);
        Assert.Equal(["in_port=3"], _filters);
    }

    [Fact]
    public void Another_column_sorts()
    {
        Run(Samples.Storm(), Key.Of('5'), Key.Of('>'));
        Assert.Contains("total▼", _frames[^1].Replace(" ", "", StringComparison.Ordinal).Replace("▼total", "total▼", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private void Run(Snapshot snapshot, params Key[] keys) => Run(snapshot, _ => null, keys);

    private void Run(Snapshot snapshot, Func<string, uint?> ports, params Key[] keys)
    {
        _snapshots.Enqueue(snapshot);
        Queue([.. keys, Key.Of('q')]);
        RunApp(ports);
    }

    private void RunApp(Func<string, uint?> ports)
    {
        var feed = Substitute.For<IObservable<Snapshot>>();
        feed.Subscribe(Arg.Any<IObserver<Snapshot>>()).Returns(call =>
        {
            _observer = call.Arg<IObserver<Snapshot>>();
            _observer.OnNext(_snapshots.Dequeue());
            return Substitute.For<IDisposable>();
        });
        var app = new ScreenApp(_host, new ScreenOptions
        {
            Theme = Shot.Dark,
            Filters = new FilterContext { Ports = ports },
            FilterChanged = filter =>
            {
                _filters.Add(filter is null ? "none" : "?");
                return null;
            },
            FilterApplied = text => _filters[^1] = text,
            TalkersChanged = _told.Add,
        });
        Assert.Equal(0, app.Run(feed));
    }

    private void Queue(params Key[] keys)
    {
        foreach (var key in keys)
        {
            _events.Enqueue(new HostEvent(HostEventKind.Key, key));
        }
    }

    private HostEvent Next()
    {
        var next = _events.Dequeue();
        if (next.Kind is HostEventKind.Wake)
        {
            _observer!.OnNext(_snapshots.Dequeue());
        }

        return next;
    }
}
