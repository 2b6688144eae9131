using System.Globalization;
using System.Text.RegularExpressions;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>Going back over what was watched live, marking it, comparing before and after, in a real terminal.</summary>
[Collection(LiveCollection.Name)]
public sealed class ScreenTimeTests
{
    [LiveFact]
    public void The_past_of_a_live_switch_stands_still_until_a_key_brings_one_back_and_parts_at_marks_are_compared()
    {
        using var vswitchd = VswitchdDouble.Start("--handlers 2 --revalidators 1 --rate 400 --for 600 --seed 41");
        using var terminal = TmuxSession.Start(120, 35, "--pid", $"{vswitchd.Pid}", "--view", "upcalls", "--interval", "200ms");
        long first = ScreenTable.Upcalls(terminal.WaitFor("● live", "handler1", "handler2"));
        terminal.WaitUntil(screen => ScreenTable.Upcalls(screen) > first, "something before the mark");
        terminal.Press("m");
        terminal.WaitFor("mark 1 set at ", "◆ 1", "┆");

        terminal.Press("T", "T");
        string past = terminal.WaitUntil(screen => Ago(screen) >= TimeSpan.FromSeconds(2) && screen.Contains("t T step  Space Esc now", StringComparison.Ordinal), "a row of the past");
        string later = terminal.WaitUntil(screen => Ago(screen) > Ago(past), "a past that is longer ago");
        Assert.Equal(ScreenTable.Read(past, "handler").Select(row => row["total"]), ScreenTable.Read(later, "handler").Select(row => row["total"]));

        terminal.Press("Escape");
        terminal.WaitUntil(screen => screen.Contains("● live", StringComparison.Ordinal) && !screen.Contains(" ago  ", StringComparison.Ordinal), "what is now");
        terminal.Press("M");
        terminal.WaitFor("─ Compare  ", "A  before mark 1", "B  after mark 1", "upcalls /s by handler", "handler1");
        terminal.Press("Escape");
        terminal.WaitUntil(screen => screen.Contains("● live", StringComparison.Ordinal) && !screen.Contains("Compare", StringComparison.Ordinal), "the view again");

        terminal.Press(":");
        terminal.Type("goto start");
        terminal.WaitUntil(screen => Regex.IsMatch(screen, @"◀ (\d+:\d\d) ago  [\d:]+  of \1 kept"), "the oldest that is kept");
        terminal.Press("Space");
        terminal.WaitUntil(screen => screen.Contains("● live", StringComparison.Ordinal), "what is now");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
        Assert.Equal("", terminal.Error);
    }

    [TmuxFact]
    public void Of_a_recording_too_marks_part_what_is_compared()
    {
        using var terminal = TmuxSession.Start(80, 24, "replay", Captures.PathOf("l4-flow-limit"), "--paused", "--start", "3");
        terminal.WaitFor(" 0:03 of 0:0", "handler");
        terminal.Press("m");
        terminal.WaitFor("mark 1 set at ", "◆ 1");
        terminal.Press("t", "t", "t");
        terminal.WaitFor(" 0:06 of 0:0", "+00:00:06");
        terminal.Press("M");
        terminal.WaitFor("─ Compare  ", "A  before mark 1", "B  after mark 1       0:03 to 0:06  0:03", "upcalls /s by handler", "total");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    /// <summary>How long ago that was what is on the screen; zero for now. It goes on with the switch: only a least time can be waited for.</summary>
    private static TimeSpan Ago(string screen) => Regex.Match(screen, @"◀ (\d+:\d\d) ago") is { Success: true } match
        ? TimeSpan.ParseExact(match.Groups[1].Value, @"m\:ss", CultureInfo.InvariantCulture)
        : TimeSpan.Zero;
}
