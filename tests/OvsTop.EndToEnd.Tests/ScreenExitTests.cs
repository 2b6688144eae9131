using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>However the program ends, the terminal is as it was: its modes, its cursor, its main screen.</summary>
public sealed class ScreenExitTests
{
    private static string Hook { get; } = $"DOTNET_STARTUP_HOOKS={typeof(StartupHook).Assembly.Location}";

    [TmuxTheory]
    [InlineData("q", 0)]
    [InlineData("C-c", 130)]
    public void A_key_ends_it(string key, int exitCode)
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("handler1");
        terminal.Press(key);
        Assert.Equal(exitCode, terminal.WaitForExit());
        Assert.Equal("", terminal.Error);
        Assert.DoesNotContain("handler1", terminal.WithHistory, StringComparison.Ordinal);
    }

    [TmuxTheory]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("INT", 130)]
    [InlineData("QUIT", 131)]
    public void A_signal_ends_it(string signal, int exitCode)
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("handler1");
        Signals.Send(terminal.Pid, signal);
        Assert.Equal(exitCode, terminal.WaitForExit());
        Assert.Equal("", terminal.Error);
    }

    [TmuxFact]
    public void Without_an_alternate_screen_the_shell_goes_on_below_the_last_frame()
    {
        using var terminal = TmuxSession.StartShell(80, 24);
        terminal.WaitFor("shell>");
        terminal.TakeAwayAlternateScreen();
        terminal.Type("ovstop demo");
        terminal.WaitFor("handler1", "? help  q quit");
        terminal.Press("q");
        string screen = terminal.WaitUntil(screen => !screen.Contains("q quit", StringComparison.Ordinal) && ScreenText.Rows(screen)[^1] == "shell>", "the shell in the last row");
        Assert.StartsWith(" ovstop  ", ScreenText.Rows(screen)[0], StringComparison.Ordinal);
    }

    [TmuxFact]
    public void It_ends_with_the_shell_that_runs_it()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("handler1");
        int pid = terminal.Pid;
        terminal.KillShell();
        SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{pid}"), TimeSpan.FromSeconds(30));
        Assert.False(Directory.Exists($"/proc/{pid}"), "still there though its terminal is gone");
    }

    [TmuxFact]
    public void When_only_the_shell_that_runs_it_is_killed_the_one_above_has_its_terminal_back()
    {
        using var terminal = TmuxSession.StartShell(80, 24);
        terminal.WaitFor("shell>");
        terminal.Type("stty -g >modes-before");
        terminal.Type($"bash --norc -c 'echo $$ >inner; {OvsTopProgram.Path} demo; true'");
        terminal.WaitFor("handler1", "q quit");
        Signals.Send(int.Parse(File.ReadAllText(Path.Combine(terminal.Folder, "inner"))), "KILL");
        terminal.WaitUntil(_ => !terminal.OnAlternateScreen, "the main screen");
        Assert.True(terminal.CursorVisible);
        terminal.Type("stty -g >modes-after; echo $((6 * 7)) modes");
        terminal.WaitFor("42 modes");
        Assert.Equal(File.ReadAllText(Path.Combine(terminal.Folder, "modes-before")), File.ReadAllText(Path.Combine(terminal.Folder, "modes-after")));
    }

    [TmuxFact]
    public void Quitting_with_a_capital_keeps_the_last_frame_on_the_main_screen()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo", "--view", "upcalls", "--interval", "200ms");
        terminal.WaitFor("handler1", " of 1:");
        terminal.Press("Space");
        string[] frame = ScreenText.Rows(terminal.WaitFor("‖ paused"));
        terminal.Press("Q");
        Assert.Equal(0, terminal.WaitForExit());
        Assert.Equal([TmuxSession.Before, .. frame, TmuxSession.After], ScreenText.Rows(terminal.WithHistory));
    }

    [TmuxFact]
    public void An_exception_that_nobody_handles_gives_the_terminal_back()
    {
        using var terminal = TmuxSession.StartWith(80, 24, [Hook], "demo");
        terminal.WaitFor("handler1");
        File.WriteAllText(Path.Combine(terminal.Folder, StartupHook.Cue), "");
        Assert.Equal(134, terminal.WaitForExit());
        Assert.Contains("a mistake nobody has thought of", terminal.Error, StringComparison.Ordinal);
    }

    [TmuxFact]
    public void A_source_that_fails_gives_the_terminal_back_and_says_why()
    {
        using var terminal = TmuxSession.StartBehind(80, 24, "echo hello", "replay", "-");
        Assert.Equal(1, terminal.WaitForExit());
        Assert.Equal("ovstop: standard input is not a recording: line 1 is not JSON: a line is an object in braces;", terminal.Error[..(terminal.Error.IndexOf(';') + 1)]);
        Assert.Equal(terminal.Error.Length - 1, terminal.Error.IndexOf('\n'));
    }

    [TmuxFact]
    public void A_terminal_that_cannot_move_its_cursor_is_refused()
    {
        using var terminal = TmuxSession.StartDumb("demo");
        Assert.Equal(2, terminal.WaitForExit());
        Assert.Equal("ovstop: TERM is dumb: set it to what this terminal is, or use 'ovstop batch' for text\n", terminal.Error);
    }

    [TmuxTheory]
    [InlineData("--theme", "nosuch", "unknown theme 'nosuch', known are auto, colour-blind, dark, high-contrast, light, mono")]
    [InlineData("--interval", "never", "interval is 'never'")]
    public void A_mistake_is_told_before_the_screen_is_taken(string option, string value, string complaint)
    {
        using var terminal = TmuxSession.Start(80, 24, "demo", option, value);
        Assert.Equal(2, terminal.WaitForExit());
        Assert.Contains(complaint, terminal.Error, StringComparison.Ordinal);
    }

    [TmuxFact]
    public void Stopped_and_continued_from_outside_it_goes_on()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("handler1");
        Signals.Send(terminal.Pid, "STOP");
        terminal.Press("2");
        Signals.Send(terminal.Pid, "CONT");
        terminal.WaitForView("2");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void Continued_it_reads_keys_however_late_the_runtime_takes_notice()
    {
        using var terminal = TmuxSession.StartWith(80, 24, [Hook], "demo");
        terminal.WaitFor("handler1");
        Signals.Send(terminal.Pid, "STOP");
        Signals.Send(terminal.Pid, "CONT");
        terminal.WaitUntil(_ => File.Exists(Path.Combine(terminal.Folder, StartupHook.Continued)), "the runtime");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxTheory]
    [InlineData("{0} demo")]
    [InlineData("gzip -dc {1} | {0} replay - --speed 0.1")]
    public void Ctrl_Z_gives_the_terminal_to_the_shell_and_fg_takes_it_back(string command)
    {
        using var terminal = TmuxSession.StartShell(80, 24);
        terminal.WaitFor("shell>");
        terminal.Type(string.Format(null, command, OvsTopProgram.Path, Captures.PathOf("l4-storm")));
        terminal.WaitFor("handler1", "q quit");
        terminal.Press("C-z");
        terminal.WaitFor("Stopped");
        Assert.False(terminal.OnAlternateScreen);
        Assert.True(terminal.CursorVisible);
        terminal.Type("stty -a | grep -o -- '-*icanon' | sed 's/^/mode: /'");
        terminal.WaitFor("mode: icanon");
        terminal.Type("fg");
        terminal.WaitFor("handler1", "q quit");
        Assert.True(terminal.OnAlternateScreen);
        terminal.Press("q");
        terminal.WaitUntil(screen => !screen.Contains("q quit", StringComparison.Ordinal), "the shell");
        terminal.Type("echo code=$?");
        terminal.WaitFor("code=0");
        Assert.False(terminal.OnAlternateScreen);
    }
}
