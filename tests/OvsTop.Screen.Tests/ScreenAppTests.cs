using NSubstitute;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Recordings;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests;

public sealed class ScreenAppTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 2, 54, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-app-").FullName;
    private readonly IHost _host = Substitute.For<IHost>();
    private readonly IScreenRecorder _recorder = Substitute.For<IScreenRecorder>();
    private readonly Queue<Func<HostEvent>> _events = new();
    private readonly List<string> _frames = [];
    private readonly List<TimeSpan> _intervals = [];
    private readonly List<string> _filters = [], _typed = [];
    private readonly Dictionary<string, string> _keys = [];
    private string? _complaint;
    private string? _themeFile;
    private IPlayback? _player;
    private readonly Feed _feed = new();

    public ScreenAppTests()
    {
        _host.Size.Returns((80, 24));
        _host.Wait(Arg.Any<int>()).Returns(_ => _events.Count > 0 ? _events.Dequeue()() : throw new InvalidOperationException("nothing left to happen"));
        _host.When(h => h.Present(Arg.Any<Frame>())).Do(call => _frames.Add(FrameText.Of(call.Arg<Frame>())));
    }

    [Fact]
    public void Each_snapshot_and_each_key_is_one_frame()
    {
        Snapshots(Samples.Storm(), Samples.Quiet());
        Press(Key.Of('2'), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Equal(4, _frames.Count);
        Assert.Contains("waiting for the first numbers", _frames[0], StringComparison.Ordinal);
        Assert.Contains("OVS 4.0.90", _frames[1], StringComparison.Ordinal);
        Assert.Contains("incident.ovscap", _frames[2], StringComparison.Ordinal);
        Assert.DoesNotContain("3 Latency  ─", _frames[3], StringComparison.Ordinal);
        _host.Received(1).Leave(null);
    }

    [Fact]
    public void A_snapshot_only_wakes_the_host_and_waits_for_nothing()
    {
        Happen(() =>
        {
            _feed.Observer!.OnNext(Samples.Storm());
            _host.Received(1).Wake();
            return new HostEvent(HostEventKind.Wake);
        });
        Press(Key.Of('q'));
        Run();
    }

    [Fact]
    public void A_paused_screen_keeps_its_snapshot_and_goes_on_with_the_latest()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of(' '));
        Snapshots(Samples.Quiet());
        Press(Key.Of(' '), Key.Of('q'));
        Run();
        Assert.Contains("paused", _frames[3], StringComparison.Ordinal);
        Assert.Contains("OVS 4.0.90", _frames[3], StringComparison.Ordinal);
        Assert.Contains("incident.ovscap", _frames[4], StringComparison.Ordinal);
    }

    [Fact]
    public void The_interval_is_told_only_when_it_changes()
    {
        Press(Key.Of('+'), Key.Of('-'), Key.Of('-'), Key.Of('-'), Key.Of('-'), Key.Of('-'), Key.Of('q'));
        Run();
        Assert.Equal([2000, 1000, 500, 250, 100], _intervals.Select(i => i.TotalMilliseconds));
    }

    [Fact]
    public void A_recording_is_started_and_ended_by_one_key_and_marked_with_its_size()
    {
        var state = default(RecordingState);
        _recorder.State.Returns(_ => state);
        _recorder.Start(Arg.Any<string>()).Returns(call =>
        {
            state = new RecordingState(call.Arg<string>(), 12 << 20, 1204, null);
            return null;
        });
        _recorder.When(recorder => recorder.Finish()).Do(_ => state = state! with { Ended = "recorded: it is whole" });
        Snapshots(Samples.Storm());
        Press(Key.Of('R'), Key.Of('R'), Key.Of('1'), Key.Of('q'));
        Run();

        _recorder.Received(1).Start(Path.Combine(_folder, "ovstop-record-20261121-140254.ovscap"));
        Assert.DoesNotContain("REC", _frames[1], StringComparison.Ordinal);
        Assert.Contains("● REC 12.0 MB  1,204 dropped", _frames[2], StringComparison.Ordinal);
        Assert.DoesNotContain("REC 12.0", _frames[3], StringComparison.Ordinal);
        Assert.Contains("recorded: it is whole", _frames[3], StringComparison.Ordinal);
        Assert.DoesNotContain("it is whole", _frames[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_is_started_with_a_name_that_is_typed_and_another_only_when_it_has_ended()
    {
        var state = default(RecordingState);
        _recorder.State.Returns(_ => state);
        _recorder.Start(Arg.Any<string>()).Returns(call =>
        {
            state = new RecordingState(call.Arg<string>(), 1, 0, null);
            return null;
        });
        Snapshots(Samples.Storm());
        Press([.. ":rec a.cap".Select(Key.Of), new Key(KeyCode.Enter), .. ":rec b.cap".Select(Key.Of), new Key(KeyCode.Enter), Key.Of('q')]);
        Run();

        _recorder.Received(1).Start("a.cap");
        _recorder.DidNotReceive().Start("b.cap");
        _recorder.DidNotReceive().Finish();
        Assert.Contains("a.cap is being recorded; R ends that", _frames[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_that_cannot_be_is_a_line_and_the_screen_goes_on()
    {
        _recorder.State.Returns(default(RecordingState));
        _recorder.Start(Arg.Any<string>()).Returns("cannot record to x: permission denied");
        Snapshots(Samples.Storm());
        Press(Key.Of('R'), Key.Of('2'), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Contains("cannot record to x: permission denied", _frames[2], StringComparison.Ordinal);
        Assert.DoesNotContain("cannot record", _frames[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_is_written_to_a_new_file_and_its_name_shown()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of('4'), Key.Of('s'), new Key(KeyCode.Enter), Key.Of('s'), new Key(KeyCode.Enter), new Key(KeyCode.Escape), Key.Of('q'));
        Run();
        string path = Path.Combine(_folder, "ovstop-revalidator-20261121-140254.txt");
        Assert.Equal(_frames[2], File.ReadAllText(path));
        Assert.Contains($"snapshot {path}"[..60], _frames[3], StringComparison.Ordinal);
        Assert.Contains($"written: {path}"[..60], _frames[4], StringComparison.Ordinal);
        Assert.Contains("it is there already", _frames[6], StringComparison.Ordinal);
        Assert.Contains("q quit", _frames[7], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, 143)]
    [InlineData(2, 130)]
    [InlineData(1, 129)]
    public void A_signal_ends_the_loop_with_its_exit_code(int signal, int exitCode)
    {
        Happen(() => new HostEvent(HostEventKind.Terminate, Signal: signal));
        Assert.Equal(exitCode, Run());
    }

    [Fact]
    public void Control_c_is_an_interrupt()
    {
        Press(Key.Control('c'));
        Assert.Equal(130, Run());
    }

    [Fact]
    public void Escape_never_quits()
    {
        Press(Key.Of('?'), new(KeyCode.Escape), new(KeyCode.Escape), new(KeyCode.Escape), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Equal(5, _frames.Count);
        Assert.Contains("Keys", _frames[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Keys", _frames[2], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_found_in_the_help_runs_and_the_last_frame_is_left_behind_without_it()
    {
        string? kept = null;
        _host.When(h => h.Leave(Arg.Is<Frame?>(f => f != null))).Do(call => kept = FrameText.Of(call.Arg<Frame>()));
        Snapshots(Samples.Storm());
        Press(Key.Of('?'), new(KeyCode.Paste, Text: "keep the last"), new(KeyCode.Enter));
        Assert.Equal(0, Run());
        Assert.Contains("quit-keep", _frames[^1], StringComparison.Ordinal);
        Assert.Contains("handler7", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Keys", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Remapped_keys_do_what_the_settings_say_and_the_bar_shows_them()
    {
        _keys["quit"] = "x";
        Snapshots(Samples.Storm());
        Press(Key.Of('q'), Key.Of('x'));
        Assert.Equal(0, Run());
        Assert.Contains("x quit", _frames[2], StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_and_a_filter_can_be_entered_by_name()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of(':'), new(KeyCode.Paste, Text: "latency"), new(KeyCode.Enter), Key.Of(':'), new(KeyCode.Paste, Text: "filter tcp"), new(KeyCode.Enter), Key.Of(':'), new(KeyCode.Paste, Text: "quit"), new(KeyCode.Enter));
        Assert.Equal(0, Run());
        Assert.Contains("─ 3 Latency", _frames[4], StringComparison.Ordinal);
        Assert.Equal(["tcp"], _filters);
    }

    [Fact]
    public void A_theme_can_be_changed_and_one_that_is_not_there_is_told()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of(':'), new(KeyCode.Paste, Text: "theme light"), new(KeyCode.Enter), Key.Of(':'), new(KeyCode.Paste, Text: "theme x"), new(KeyCode.Enter), Key.Of('q'));
        Assert.Equal(0, Run());
        _host.Received(1).Invalidate();
        Assert.Contains("unknown theme 'x', known are", _frames[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_theme_file_is_read_again_when_it_changes_and_a_bad_one_leaves_the_old()
    {
        _themeFile = Path.Combine(_folder, "mine.json");
        File.WriteAllText(_themeFile, "{}");
        Snapshots(Samples.Storm());
        Happen(() =>
        {
            File.WriteAllText(_themeFile, """{ "text": "red" }""");
            return new HostEvent(HostEventKind.Timeout);
        });
        Happen(() =>
        {
            _host.Received(1).Invalidate();
            File.WriteAllText(_themeFile, "not a theme");
            return new HostEvent(HostEventKind.Timeout);
        });
        Press(Key.Of('q'));
        Assert.Equal(0, Run());
        _host.Received(1).Invalidate();
        Assert.Contains("not valid JSON", _frames[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Clicks_select_open_sort_and_change_the_view_and_the_wheel_scrolls()
    {
        _host.Size.Returns((120, 35));
        Snapshots(Samples.Storm());
        Press(new Key(KeyCode.Click, X: 14, Y: 34), new Key(KeyCode.Click, X: 5, Y: 3), new Key(KeyCode.WheelDown));
        Happen(() =>
        {
            int row = Array.FindIndex(_frames[^1].Split('\n'), line => line.StartsWith(" handler10", StringComparison.Ordinal));
            return new HostEvent(HostEventKind.Key, new Key(KeyCode.Click, X: 5, Y: row));
        });
        Happen(() =>
        {
            int row = Array.FindIndex(_frames[^1].Split('\n'), line => line.StartsWith(" handler10", StringComparison.Ordinal));
            return new HostEvent(HostEventKind.Key, new Key(KeyCode.Click, X: 5, Y: row));
        });
        Press(new Key(KeyCode.Click, X: 60, Y: 20), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Contains("─ 2 Upcalls", _frames[2], StringComparison.Ordinal);
        Assert.Contains("handler▲", _frames[3], StringComparison.Ordinal);
        Assert.Contains("─ Handler ─", _frames[6], StringComparison.Ordinal);
        Assert.Matches("handler +handler10", _frames[6]);
        Assert.Equal(_frames[6], _frames[7]);
    }

    [Fact]
    public void A_failed_source_ends_the_screen_and_is_thrown_after_the_terminal_is_back()
    {
        Happen(() =>
        {
            _feed.Observer!.OnError(new SourceException("vswitchd is gone", 3));
            return new HostEvent(HostEventKind.Wake);
        });
        Assert.Equal(3, Assert.Throws<SourceException>(() => Run()).ExitCode);
        _host.Received(1).Leave(null);
        Assert.True(_feed.Disposed);
    }

    [Fact]
    public void A_source_that_ends_keeps_its_last_snapshot_on_the_screen()
    {
        Snapshots(Samples.Storm());
        Happen(() =>
        {
            _feed.Observer!.OnCompleted();
            return new HostEvent(HostEventKind.Wake);
        });
        Press(Key.Of('q'));
        Run();
        Assert.Contains("ended", _frames[2], StringComparison.Ordinal);
        Assert.Contains("handler7", _frames[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_resize_is_followed_and_a_small_terminal_still_quits()
    {
        Snapshots(Samples.Storm());
        Happen(() =>
        {
            _host.Size.Returns((39, 10));
            return new HostEvent(HostEventKind.Resize);
        });
        Happen(() =>
        {
            _host.Size.Returns((132, 40));
            return new HostEvent(HostEventKind.Resize);
        });
        Press(Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Contains("need 40x10", _frames[2], StringComparison.Ordinal);
        Assert.Equal(40, _frames[3].Count(c => c == '\n'));
    }

    [Fact]
    public void A_typed_filter_is_told_once_and_shown()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of('/'), Key.Of('t'), Key.Of('c'), Key.Of('p'), new(KeyCode.Enter), Key.Of('/'), Key.Control('u'), new(KeyCode.Enter), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Equal(["tcp", ""], _filters);
        Assert.Equal(["tcp"], _typed);
        Assert.Contains(" / tcp\n", _frames[5], StringComparison.Ordinal);
        Assert.Contains(" filter tcp  kernel  …", _frames[6], StringComparison.Ordinal);
        Assert.Contains(" filter none", _frames[9], StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_cannot_be_filtered_leaves_the_old_filter_and_says_so()
    {
        _complaint = "this recording cannot be filtered";
        Snapshots(Samples.Storm());
        Press(Key.Of('/'), Key.Of('i'), Key.Of('p'), new(KeyCode.Enter), Key.Of('q'));
        Run();
        Assert.Contains(_complaint, _frames[5], StringComparison.Ordinal);
        Assert.Contains(" filter none", _frames[5], StringComparison.Ordinal);
        Assert.Empty(_typed);
    }

    [Fact]
    public void The_selection_stays_with_the_flow_when_rows_move_and_f_filters_to_it()
    {
        var storm = Samples.Storm();
        var top = storm.Flows.Lives.Top;
        var moved = storm with { Flows = storm.Flows with { Lives = storm.Flows.Lives with { Top = [top[9], top[2], top[0]] } } };
        Snapshots(storm);
        Press(Key.Of('6'), new(KeyCode.Down), new(KeyCode.Down), new(KeyCode.Enter));
        Snapshots(moved);
        Press(new(KeyCode.Escape), Key.Of('f'), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.All(_frames[5..7], frame => Assert.Contains(top[2].Id, frame, StringComparison.Ordinal));
        Assert.DoesNotContain(top[2].Id, _frames[7], StringComparison.Ordinal);
        Assert.Equal($"{Model.Filters.Filter.Parse(top[2].Key).Filter}", Assert.Single(_filters));
        Assert.Equal([top[2].Key], _typed);
    }

    [Fact]
    public void Enter_opens_the_view_of_the_selected_strip_and_escape_comes_back_to_it()
    {
        Snapshots(Samples.Storm());
        Press(new(KeyCode.Down), new(KeyCode.Enter), new(KeyCode.Escape), new(KeyCode.Enter), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Contains("histogram of the last minute", _frames[3], StringComparison.Ordinal);
        Assert.Contains("─ 2 Upcalls", _frames[4], StringComparison.Ordinal);
        Assert.Contains("histogram of the last minute", _frames[5], StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_can_be_filtered_to()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of('2'), Key.Of('f'), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Equal(["handler=handler7"], _typed);
    }

    [Fact]
    public void Where_nothing_can_be_filtered_to_f_says_so()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of('3'), Key.Of('f'), new(KeyCode.Enter), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Contains("nothing is selected here", _frames[3], StringComparison.Ordinal);
        Assert.Empty(_filters);
    }

    [Fact]
    public void While_a_filter_is_typed_control_c_still_interrupts()
    {
        Press(Key.Of('/'), Key.Of('q'), Key.Control('l'), Key.Control('c'));
        Assert.Equal(130, Run());
        _host.Received(1).Invalidate();
    }

    [Fact]
    public void A_recording_is_controlled_not_the_display_and_what_is_on_the_way_is_not_shown()
    {
        _player = Substitute.For<IPlayback>();
        _player.State.Returns(new PlaybackState { Position = TimeSpan.FromSeconds(20), Length = TimeSpan.FromSeconds(72) });
        Snapshots(Samples.Storm());
        Press(Key.Of(' '), Key.Of(':'), new(KeyCode.Paste, Text: "goto 1:00"), new(KeyCode.Enter));
        Happen(() =>
        {
            _player.State.Returns(_player.State with { Seeking = true });
            _feed.Observer!.OnNext(Samples.Quiet());
            return new HostEvent(HostEventKind.Wake);
        });
        Happen(() =>
        {
            _player.State.Returns(_player.State with { Seeking = false });
            return new HostEvent(HostEventKind.Timeout);
        });
        Press(Key.Of('q'));
        Assert.Equal(0, Run());
        _player.Received(1).Pause();
        _player.Received(1).Seek(TimeSpan.FromMinutes(1));
        Assert.Contains(":goto 1:00", _frames[4], StringComparison.Ordinal);
        Assert.Contains("OVS 4.0.90", _frames[6], StringComparison.Ordinal);
        Assert.Contains("seeking", _frames[6], StringComparison.Ordinal);
        Assert.Contains("incident.ovscap", _frames[7], StringComparison.Ordinal);
    }

    [Fact]
    public void A_spike_is_looked_for_beside_and_gone_to_when_found()
    {
        var found = new TaskCompletionSource<Spike?>();
        _player = Substitute.For<IPlayback>();
        _player.State.Returns(new PlaybackState { Position = TimeSpan.FromSeconds(20), Length = TimeSpan.FromSeconds(72) });
        _player.FindSpike(TimeSpan.FromSeconds(20), true).Returns(found.Task);
        Snapshots(Samples.Storm());
        Press(Key.Of('n'));
        Happen(() =>
        {
            found.SetResult(new Spike(TimeSpan.FromSeconds(34), 2000, 12));
            return new HostEvent(HostEventKind.Wake);
        });
        Press(Key.Of('q'));
        Run();
        Assert.Contains("looking for a spike", _frames[2], StringComparison.Ordinal);
        Assert.Contains("spike at 0:34", _frames[3], StringComparison.Ordinal);
        _player.Received(1).Seek(TimeSpan.FromSeconds(34));
    }

    [Fact]
    public void Space_over_a_stream_as_it_comes_pauses_the_display_and_holds_nobody_up()
    {
        _player = Substitute.For<IPlayback>();
        _player.State.Returns(new PlaybackState { Position = default, CanSeek = false, Speed = double.PositiveInfinity });
        Snapshots(Samples.Storm());
        Press(Key.Of(' '));
        Snapshots(Samples.Quiet());
        Press(Key.Of('q'));
        Run();
        _player.DidNotReceive().Pause();
        Assert.Contains("OVS 4.0.90", _frames[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Redraw_and_suspend_are_the_hosts_business()
    {
        Press(Key.Control('l'), Key.Control('z'), Key.Of('q'));
        Run();
        _host.Received(1).Invalidate();
        _host.Received(1).Suspend();
    }

    [Fact]
    public void A_hostile_name_is_drawn_without_its_controls()
    {
        var storm = Samples.Storm();
        var hostile = storm with
        {
            Source = storm.Source with { Title = "\e]0;owned\u0007sw\u202eitch" },
            Upcalls = storm.Upcalls with { Handlers = [storm.Upcalls.Handlers[0] with { Name = "\e[2Jx\r\n" }] },
        };
        Snapshots(hostile);
        Press(Key.Of('q'));
        Run();
        Assert.Contains("·]0;owned·sw·itch", _frames[1], StringComparison.Ordinal);
        Assert.Contains(" ·[2Jx··", _frames[1], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private int Run()
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

    private void Happen(Func<HostEvent> happened) => _events.Enqueue(happened);

    private void Press(params Key[] keys)
    {
        foreach (var key in keys)
        {
            Happen(() => new HostEvent(HostEventKind.Key, key));
        }
    }

    private void Snapshots(params Snapshot[] snapshots)
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

    private sealed class Feed : IObservable<Snapshot>, IDisposable
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
