using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>The screen away from the switch: <c>ovstop record -o - | ovstop replay -</c>.</summary>
[Collection(LiveCollection.Name)]
public sealed class ScreenLivePipeTests
{
    [LiveFact]
    public void A_switch_is_watched_through_a_pipe_and_its_end_keeps_the_exact_counts()
    {
        using var vswitchd = VswitchdDouble.Start("--handlers 2 --revalidators 1 --rate 500 --for 600 --seed 21 --attached 13");
        using var terminal = TmuxSession.StartBehind(120, 35, $"{OvsTopProgram.Path} record -o - --pid {vswitchd.Pid} 2>record-error", "replay", "-", "--view", "upcalls");
        terminal.WaitFor("  stream  ", "● replay", "handler");
        vswitchd.End();
        long upcalls = vswitchd.Finish(TimeSpan.FromSeconds(60)).Counts()["recv_upcall"];
        string end = terminal.WaitFor("stream ended at ", "(closed by the recorder; ", "○ ended");
        Assert.Equal(upcalls, ScreenTable.Upcalls(end));
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }
}
