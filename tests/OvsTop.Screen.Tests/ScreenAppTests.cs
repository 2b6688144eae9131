using NSubstitute;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests;

/// <summary>The loop of the screen: snapshots, keys, themes, the terminal and how it ends.</summary>
public sealed class ScreenAppTests : ScreenAppHarness
{
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
    public void A_view_is_written_to_a_new_file_and_its_name_shown()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of('4'), Key.Of('s'), new Key(KeyCode.Enter), Key.Of('q'));
        Run();
        string path = Path.Combine(_folder, "ovstop-revalidator-20261121-140254.txt");
        Assert.Equal(_frames[2], File.ReadAllText(path));
        Assert.Contains($"snapshot {path}"[..60], _frames[3], StringComparison.Ordinal);
        Assert.Contains($"written: {path}"[..60], _frames[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_was_typed_is_not_taken_twice()
    {
        string path = Path.Combine(_folder, "a.txt");
        File.WriteAllText(path, "old");
        Snapshots(Samples.Storm());
        Press([.. $":snapshot {path}".Select(Key.Of), new Key(KeyCode.Enter), new Key(KeyCode.Escape), Key.Of('q')]);
        Run();
        Assert.Contains("it is there already", _frames[^2], StringComparison.Ordinal);
        Assert.Contains("q quit", _frames[^1], StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void A_name_that_ovstop_gives_is_always_a_new_one()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "ovstop-revalidator-20261121-140254-2.txt"), Path.Combine(_folder, "nowhere"));
        Snapshots(Samples.Storm());
        Press(Key.Of('4'), Key.Of('s'), new Key(KeyCode.Enter), Key.Of('s'), new Key(KeyCode.Enter), Key.Of('q'));
        Run();
        Assert.Equal(
            ["ovstop-revalidator-20261121-140254-2.txt", "ovstop-revalidator-20261121-140254-3.txt", "ovstop-revalidator-20261121-140254.txt"],
            new DirectoryInfo(_folder).EnumerateFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal));
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
}
