using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>The same screens over recordings.</summary>
public sealed class ScreenReplayTests
{
    [TmuxFact]
    public void A_recording_is_shown_to_its_end_which_stays()
    {
        using var terminal = TmuxSession.Start(200, 50, "replay", Captures.PathOf("l4-flow-limit"), "--speed", "100", "--view", "upcalls");
        string screen = terminal.WaitFor("l4-flow-limit.jsonl.gz", "○ ended");
        Assert.Equal(600, ScreenTable.Read(screen, "handler").Single(row => row["handler"] == "total").Number("total"));
        terminal.Press("4");
        terminal.WaitFor("FLOW_IDLE", "315");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void A_recording_from_a_pipe_is_shown_with_keys_from_the_terminal()
    {
        using var terminal = TmuxSession.StartBehind(200, 50, $"gzip -dc {Captures.PathOf("l4-flow-limit")}", "replay", "-", "--speed", "100");
        terminal.WaitFor("standard input", "○ ended");
        terminal.Press("2");
        string screen = terminal.WaitFor("batches by size");
        Assert.Equal(600, ScreenTable.Read(screen, "handler").Single(row => row["handler"] == "total").Number("total"));
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void Damage_in_a_recording_is_noted_on_the_screen()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(Captures.PathOf("l4-flow-limit"));
        using var terminal = TmuxSession.Start(200, 50, "replay", folder.Write("half.jsonl.gz", whole.AsSpan(0, whole.Length / 2)), "--speed", "100");
        terminal.WaitFor("half.jsonl.gz", "what stands before is used", "handler1");
    }
}
