using System.Text.RegularExpressions;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>A recording played on the screen of the built program. l4-flow-limit lasts 8 s and has 600 upcalls.</summary>
public sealed class ScreenPlayerTests
{
    private static readonly string Recording = Captures.PathOf("l4-flow-limit");

    [TmuxFact]
    public void Space_stops_and_starts_the_recording()
    {
        using var terminal = Start("--speed", "0.5");
        terminal.WaitFor(" of 0:0", "─now");
        terminal.Press("Space");
        string paused = terminal.WaitFor("‖ paused");
        Thread.Sleep(500);
        Assert.Equal(paused, terminal.Screen);
        terminal.Press("Space");
        terminal.WaitUntil(screen => screen.Contains("● replay", StringComparison.Ordinal) && !screen.Contains(PositionOf(paused), StringComparison.Ordinal), "a position that goes on");
    }

    [TmuxFact]
    public void Steps_go_an_interval_forth_and_back_and_show_the_same_numbers_again()
    {
        using var terminal = Start("--paused", "--start", "3");
        string third = Numbers(terminal.WaitFor(" 0:03 of 0:0", "+00:00:03", "paused", "handler", "─now"));
        terminal.Press("t");
        Assert.NotEqual(third, Numbers(terminal.WaitFor(" 0:04 of 0:0", "+00:00:04")));
        terminal.Press("T");
        terminal.WaitUntil(screen => screen.Contains(" 0:03 of 0:0", StringComparison.Ordinal) && Numbers(screen) == third, "the numbers of before");
        terminal.Press("T", "T", "T", "T");
        terminal.WaitFor(" 0:01 of 0:0", "+00:00:01");
    }

    [TmuxFact]
    public void Arrows_and_the_command_line_go_to_places()
    {
        using var terminal = Start("--paused", "--start", "50%");
        terminal.WaitFor("handler", " 0:04 of 0:0");
        terminal.Press("Left");
        terminal.WaitFor(" 0:01 of");
        terminal.Press(":");
        terminal.WaitFor("│ goto  ", "│ speed  ", "Enter runs");
        terminal.Type("goto 0:05");
        terminal.WaitFor(" 0:05 of", "+00:00:05");
        terminal.Press(":");
        terminal.Type("goto 5m");
        terminal.WaitFor("'5m' is outside the recording: 0:00 to 0:0");
        terminal.Press("Escape");
        terminal.WaitFor("q quit");
    }

    [TmuxFact]
    public void Brackets_change_the_speed()
    {
        using var terminal = Start("--paused");
        terminal.WaitFor("  1x  ");
        terminal.Press("]");
        terminal.WaitFor("  2x  ");
        terminal.Press("[", "[");
        terminal.WaitFor("  0.5x  ");
        terminal.Press("BSpace");
        terminal.WaitFor("  1x  ");
        terminal.Press(":");
        terminal.Type("speed 100");
        terminal.WaitFor("  100x  ");
    }

    [TmuxFact]
    public void Spikes_are_gone_to_until_there_is_none()
    {
        using var terminal = TmuxSession.Start(120, 35, "demo");
        terminal.WaitFor("handler1");
        terminal.Press("Space");
        terminal.WaitFor("‖ paused");
        terminal.Press(":");
        terminal.Type("goto start");
        terminal.WaitFor(" 0:01 of", "‖ paused", "? help");
        terminal.Press("n");
        string first = Spike(terminal.WaitFor("spike at "));
        terminal.Press("n");
        terminal.WaitUntil(screen => screen.Contains("no spike after here", StringComparison.Ordinal) || (screen.Contains("spike at ", StringComparison.Ordinal) && Spike(screen) != first), "the next spike or that there is none");
        terminal.Press(":");
        terminal.Type("goto start");
        terminal.WaitFor(" 0:01 of");
        terminal.Press("N");
        terminal.WaitFor("no spike before here");
    }

    [TmuxFact]
    public void A_loop_begins_again_and_can_be_left()
    {
        using var terminal = Start("--paused", "--start", "6");
        terminal.WaitFor("handler", " 0:06 of");
        terminal.Press("L");
        terminal.WaitFor("  loop  ");
        terminal.Press("Space");
        terminal.WaitUntil(screen => screen.Contains("● replay", StringComparison.Ordinal) && Regex.IsMatch(screen, " 0:0[0-5] of"), "a place before the start");
        terminal.Press("L");
        terminal.WaitUntil(screen => !screen.Contains("  loop  ", StringComparison.Ordinal), "no loop");
    }

    [TmuxFact]
    public void At_the_end_it_holds_with_all_counts_and_one_can_go_back()
    {
        using var terminal = Start("--speed", "100");
        string end = terminal.WaitFor("  end  ", "○ ended");
        Assert.Equal(600, ScreenTable.Upcalls(end));
        terminal.Press("T");
        string before = terminal.WaitFor("  paused  ", "‖ paused");
        Assert.InRange(ScreenTable.Upcalls(before), 1, 600);
        terminal.Press("Right");
        Assert.Equal(600, ScreenTable.Upcalls(terminal.WaitFor("  end  ")));
        terminal.Press(":");
        terminal.Type("speed 1");
        terminal.WaitFor("  1x  ");
        terminal.Press("Space");
        terminal.WaitFor("● replay");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
        Assert.Equal("", terminal.Error);
    }

    [TmuxFact]
    public void A_pipe_is_shown_as_it_comes_and_its_end_is_told()
    {
        using var terminal = TmuxSession.StartBehind(120, 35, $"(gzip -dc {Recording} | head -n 500; gzip -dc {Recording} | tail -n +501)", "replay", "-", "--view", "upcalls");
        string end = terminal.WaitFor("stream ended at +00:00:0", "(EOF; ", " batches) - run the command again", "○ ended");
        Assert.Equal(600, ScreenTable.Upcalls(end));
        terminal.Press("Left");
        terminal.WaitFor("◀ 0:0", " ago  of 0:0", " kept  ");
        terminal.Press("Escape");
        terminal.WaitFor("stream ended at +00:00:0");
        terminal.Press("L");
        terminal.WaitFor("a stream is read once and cannot be wound");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void A_pipe_that_stays_open_shows_what_came_at_once_and_a_cut_line_is_told()
    {
        using var terminal = TmuxSession.StartBehind(120, 35, $"(mkfifo go; gzip -dc {Recording}; printf '{{\"ts\":1'; cat go)", "replay", "-", "--view", "upcalls");
        terminal.WaitFor("  stream  ", "● replay");
        terminal.WaitUntil(screen => screen.Contains("total", StringComparison.Ordinal) && ScreenTable.Upcalls(screen) > 500, "what came");
        terminal.Press(":");
        terminal.Type("goto 1");
        terminal.WaitFor("◀ 0:0", " ago  of 0:0", " kept  ");
        terminal.Press("Escape");
        terminal.WaitUntil(screen => !screen.Contains("◀ ", StringComparison.Ordinal), "what is now");
        File.WriteAllText(Path.Combine(terminal.Folder, "go"), "");
        Assert.Equal(600, ScreenTable.Upcalls(terminal.WaitFor("stream cut in a line at +00:00:0")));
    }

    [TmuxFact]
    public void A_growing_file_is_followed()
    {
        using var folder = new TemporaryFolder();
        byte[] lines = Captures.Text("l4-flow-limit");
        string file = folder.Write("grows.jsonl", lines.AsSpan(0, lines.Length / 2));
        using var terminal = TmuxSession.Start(120, 35, "replay", "--follow", file, "--view", "upcalls");
        terminal.WaitFor("  follows", "● replay", "handler");
        using (var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write(lines.AsSpan(lines.Length / 2));
        }

        terminal.WaitUntil(screen => screen.Contains("total", StringComparison.Ordinal) && ScreenTable.Upcalls(screen) == 600, "all upcalls");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void A_start_outside_the_recording_is_refused()
    {
        using var terminal = Start("--start", "5m", "--paused");
        Assert.Equal(2, terminal.WaitForExit());
        Assert.Contains("--start: '5m' is outside the recording", terminal.Error, StringComparison.Ordinal);
    }

    private static TmuxSession Start(params string[] arguments) => TmuxSession.Start(120, 35, ["replay", Recording, "--view", "upcalls", .. arguments]);

    private static string PositionOf(string screen) => Regex.Match(screen, @"\d+:\d\d of").Value;

    private static string Spike(string screen) => Regex.Match(screen, "spike at [0-9:]+").Value;

    /// <summary>The pane alone, without status and player row.</summary>
    private static string Numbers(string screen) => string.Join('\n', ScreenText.Rows(screen)[2..^2]);
}
