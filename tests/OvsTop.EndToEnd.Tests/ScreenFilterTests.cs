using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>The filter line in a real terminal.</summary>
public sealed class ScreenFilterTests
{
    [TmuxFact]
    public void Typing_a_filter_narrows_the_numbers_and_clearing_it_brings_all_back()
    {
        using var state = new TemporaryFolder();
        using var terminal = TmuxSession.StartWith(120, 35, [$"XDG_STATE_HOME={state.Path}"], "demo", "--interval", "200ms", "--view", "upcalls");
        terminal.WaitFor("filter none", "handler1", " total ");
        terminal.Press("/");
        terminal.WaitFor("Enter apply");
        terminal.Press("i", "p", ",", "t", "p", "d", "s", "t", "=", "1");
        string wrong = terminal.WaitFor("unknown field", "did you mean tp_dst");
        string[] rows = ScreenText.Rows(wrong);
        Assert.Equal(rows[^2].IndexOf("tpdst", StringComparison.Ordinal), rows[^1].IndexOf('^', StringComparison.Ordinal));
        Assert.Equal("^^^^^", rows[^1].Trim());

        terminal.Press("C-u");
        terminal.Press("n", "w", "_", "Tab");
        terminal.WaitFor("1 of ", "IPv4 source");
        terminal.Press("Escape");
        terminal.WaitUntil(screen => !screen.Contains("IPv4 source", StringComparison.Ordinal), "no proposals");
        terminal.Press("C-u");
        terminal.Type("in_port=999999");
        string nothing = terminal.WaitUntil(screen => screen.Contains("filter in_port=999999  kernel  0/s 0%", StringComparison.Ordinal), "no packet that matches");
        Assert.Contains(ScreenText.Rows(nothing), row => row.StartsWith(" all ", StringComparison.Ordinal));
        Assert.DoesNotContain("handler1 ", nothing, StringComparison.Ordinal);

        terminal.Press("/", "C-u");
        terminal.Type("in_port!=999999");
        terminal.WaitFor("filter in_port!=999999", "handler1", " all ", "100%");

        terminal.Press("/", "C-u", "Enter");
        terminal.WaitUntil(screen => screen.Contains("filter none", StringComparison.Ordinal) && !screen.Contains(" all ", StringComparison.Ordinal), "all packets");
        terminal.Press("/", "Up");
        terminal.WaitFor(" / in_port!=999999");
        terminal.Press("Escape", "q");
        Assert.Equal(0, terminal.WaitForExit());
        Assert.Equal(["in_port=999999", "in_port!=999999"], File.ReadAllLines(state.Combine("ovstop/filter-history")));
    }

    [TmuxFact]
    public void A_recording_begins_under_the_filter_of_the_command_line()
    {
        using var terminal = TmuxSession.Start(80, 24, "replay", Captures.PathOf("ct2-one"), "--interval", "200ms", "--filter", "tcp", "--view", "upcalls");
        terminal.WaitFor("filter tcp  kernel", " all ");
    }
}
