using OvsTop.Analysis.Traces;
using OvsTop.Model;
using OvsTop.Model.Events;
using static OvsTop.Analysis.Tests.Traces.TraceScript;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>What becomes of the flow that a round has put.</summary>
public sealed class FlowStoryTests
{
    private static readonly Ufid Flow = new(1, 2, 3, 4), Other = new(5, 6, 7, 8);

    private readonly TraceScript _script = new();

    [Fact]
    public void Keeps_in_a_row_are_a_run_for_as_long_as_no_packet_came()
    {
        Install(Flow);
        Keep(Flow, 0, 2);
        Keep(Flow, 9, 16);
        _script.Verdict(Flow, RevalidationResult.Delete, 9, DeleteReason.FlowIdle);
        _script.Delete(Flow);
        var story = Story(1);
        Assert.Equal(
            [(StoryKind.Put, 1u, null), (StoryKind.Keep, 2u, 0), (StoryKind.Keep, 16u, 9), (StoryKind.Condemned, 1u, 9), (StoryKind.Delete, 1u, 9ul)],
            story.Runs.Select(run => (run.Kind, run.Count, run.Packets)));
        Assert.Equal((true, "FLOW_IDLE", 18u, 9ul, 486ul, 1), (story.IsOver, story.Reason, story.Keeps, story.Packets, story.Bytes, story.Generation));
    }

    [Fact]
    public void A_ufid_that_comes_again_is_another_life_and_each_round_keeps_its_own()
    {
        Install(Flow);
        _script.Verdict(Flow, RevalidationResult.Delete, 1, DeleteReason.FlowLimit, ProbeId.FlowSweepResult);
        _script.Delete(Flow);
        Install(Flow);
        Keep(Flow, 3, 1);
        var (first, second) = (Story(1), Story(2));
        Assert.Equal((1, true, "FLOW_LIMIT", 1ul), (first.Generation, first.IsOver, first.Reason, first.Packets));
        Assert.Equal((2, false, null, 3ul), (second.Generation, second.IsOver, second.Reason, second.Packets));
    }

    [Fact]
    public void A_delete_without_a_verdict_is_unexplained_and_that_of_a_purge_is_not()
    {
        Install(Flow);
        _script.Delete(Flow);
        Assert.Equal("unexplained", Story(1).Reason);
        Install(Other);
        _script.Verdict(Other, RevalidationResult.Delete, 0, DeleteReason.Purge);
        _script.Delete(Other);
        Assert.Equal("PURGE", Story(2).Reason);
    }

    [Fact]
    public void A_flow_that_others_removed_is_missing_from_the_datapath()
    {
        Install(Flow);
        _script.Verdict(Flow, RevalidationResult.Delete, 0, DeleteReason.FlowMissingDp, ProbeId.FlowSweepResult);
        Assert.Equal((false, "FLOW_MISSING_DP"), (Story(1).IsOver, Story(1).Reason));
    }

    [Fact]
    public void A_put_of_a_flow_that_lives_belongs_to_its_life()
    {
        Install(Flow);
        Install(Flow);
        Assert.Equal(Story(1).Round, Story(2).Round);
        Assert.Equal((StoryKind.Put, 2u), (Assert.Single(Story(2).Runs).Kind, Story(2).Runs[0].Count));
    }

    [Fact]
    public void A_modify_told_by_verdict_and_put_is_one()
    {
        Install(Flow);
        _script.Verdict(Flow, RevalidationResult.Modify, 4);
        _script.Put(90, [], Output(9), Flow, flags: 2);
        Assert.Equal([(StoryKind.Put, 1u), (StoryKind.Modify, 1u)], Story(1).Runs.Select(run => (run.Kind, run.Count)));
    }

    [Fact]
    public void Long_lives_lose_detail_and_no_keep()
    {
        Install(Flow);
        for (ulong packets = 1; packets <= 500; packets++)
        {
            Keep(Flow, packets, 2);
        }

        var story = Story(1);
        Assert.InRange(story.Runs.Count, 3, 16);
        Assert.Equal((StoryKind.Put, 1000u, 0), (story.Runs[0].Kind, story.Keeps, story.RunsMissing));
        Assert.Equal(1000, story.Runs.Where(run => run.Kind == StoryKind.Keep).Sum(run => run.Count));
        Assert.Equal(500ul, story.Runs[^1].Packets);
    }

    [Fact]
    public void Lives_are_bounded_and_what_gave_way_is_counted()
    {
        var script = new TraceScript(new TraceOptions { Stories = 8 });
        for (uint i = 1; i <= 20; i++)
        {
            script.Round(1, Tcp(i), 0, Output(3), ufid: new Ufid(i, 0, 0, 0));
        }

        script.Verdict(new Ufid(1, 0, 0, 0), RevalidationResult.Keep, 1);
        var snapshot = script.Take();
        Assert.Equal((8, 12), (snapshot.Stories.All.Count, snapshot.StoriesEvicted));
        Assert.All(snapshot.Stories.All, story => Assert.Equal(0u, story.Keeps));
    }

    [Fact]
    public void After_a_restart_a_ufid_begins_anew()
    {
        Install(Flow);
        _script.Restart();
        Install(Flow);
        Assert.Equal(1, Story(2).Generation);
        Assert.False(Story(1).IsOver);
    }

    [Fact]
    public void Verdicts_on_flows_nobody_put_here_are_nobodys()
    {
        Install(Flow);
        Keep(Other, 7, 3);
        Assert.Equal(0u, Story(1).Keeps);
        Assert.Single(_script.Take().Stories.All);
    }

    private void Install(Ufid flow) => _script.Round(1, Tcp(flow.Word0), 0, Output(3), ufid: flow);

    private void Keep(Ufid flow, ulong packets, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _script.Wait(500_000).Verdict(flow, RevalidationResult.Keep, packets);
        }
    }

    private FlowStory Story(int packet)
    {
        var snapshot = _script.Take();
        return snapshot.Stories.Of(snapshot.Packets.Single(p => p.Number == packet).Rounds[0])!;
    }
}
