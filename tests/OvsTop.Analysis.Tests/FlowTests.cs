using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

public sealed class FlowTests : IDisposable
{
    private readonly HandSource _source = new();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Puts_modifies_and_deletes_have_rates_and_parts_add_up()
    {
        var snapshots = _source.Run();
        _source.At(0);
        _source.Hit(7, ProbeId.RecvUpcall, 100);
        _source.Thread(7).Stages[(int)Stage.Translate].Count = 90;
        _source.Hit(7, ProbeId.FlowPut, 90);
        _source.Hit(30, ProbeId.FlowPut, 12);
        _source.Thread(30).PutsModify = 12;
        _source.Thread(30).PutsProbe = 2;
        _source.Hit(30, ProbeId.FlowDel, 40);
        _source.Thread(30).Reasons[(int)DeleteReason.FlowLimit] = 37;
        _source.At(2);

        var flows = snapshots[0].Flows;
        Assert.Equal((90ul, 10ul, 40ul, 3ul), (flows.Puts, flows.Modifies, flows.Deletes, flows.Unexplained));
        Assert.Equal((45.0, 5.0, 20.0, 1.5), (flows.PutsPerSecond, flows.ModifiesPerSecond, flows.DeletesPerSecond, flows.UnexplainedPerSecond));
        Assert.Equal((10ul, 5.0, 0.1), (flows.WithoutPut, flows.WithoutPutPerSecond, flows.NoPutShare));
        Assert.Equal([45f], flows.PutsHistory.Values.ToArray());
    }

    [Fact]
    public void Churn_comes_by_reason_with_what_had_none_last()
    {
        var snapshots = _source.Run();
        _source.At(0);
        _source.Hit(7, ProbeId.FlowPut, 100);
        _source.Thread(7).Churn[(int)DeleteReason.FlowLimit] = 60;
        _source.Thread(8).Churn[(int)DeleteReason.FlowLimit] = 10;
        _source.Thread(8).Churn[(int)DeleteReason.FlowIdle] = 8;
        _source.Thread(7).Churn[(int)DeleteReason.None] = 2;
        _source.At(1);
        _source.Thread(7).Churn[(int)DeleteReason.FlowIdle] = 5;
        _source.At(2);

        var flows = snapshots[0].Flows;
        Assert.Equal([("FLOW_IDLE", 8ul), ("FLOW_LIMIT", 70ul), ("unexplained", 2ul)], flows.ChurnReasons.Select(r => (r.Name, r.Total)));
        Assert.Equal((80ul, 80.0, 0.8, "FLOW_LIMIT"), (flows.Churn, flows.ChurnPerSecond, flows.ChurnShare, flows.WorstChurn?.Name));
        Assert.Equal(("FLOW_IDLE", 5.0), (snapshots[1].Flows.WorstChurn?.Name, snapshots[1].Flows.WorstChurn!.PerSecond));
        Assert.False(flows.ChurnIsAtLeast);
    }

    [Theory]
    [InlineData(1, DeletedFlows.SureDeletes, false)]
    [InlineData(1, DeletedFlows.SureDeletes + 1, true)]
    [InlineData(6, DeletedFlows.SureDeletes + 1, false)]
    public void More_deletes_than_are_remembered_within_the_window_make_churn_at_least(int seconds, int deletes, bool isAtLeast)
    {
        var snapshots = _source.Run();
        _source.At(0);
        for (int i = 1; i <= seconds; i++)
        {
            _source.Thread(30).Hits[(int)ProbeId.FlowDel] = (ulong)(deletes * i / seconds);
            _source.At(i);
        }

        Assert.Equal(isAtLeast, snapshots[^1].Flows.ChurnIsAtLeast);
    }

    [Fact]
    public void Without_puts_nobody_knows_what_was_not_put()
    {
        var snapshots = _source.Run();
        _source.At(0);
        _source.Hit(7, ProbeId.RecvUpcall, 100);
        _source.At(1);
        Assert.Null(snapshots[0].Flows.WithoutPut);
        Assert.Null(snapshots[0].Flows.NoPutShare);
    }

    [Fact]
    public void Where_the_kernel_gives_the_counts_its_commands_are_counted_and_churn_is_not_known()
    {
        _source.Info = _source.Info with { Primary = PrimaryProbes.Kernel, Attached = [ProbeId.FlowCmdNewEnter, ProbeId.FlowCmdDelEnter] };
        var snapshots = _source.Run();
        _source.At(0);
        _source.Hit(7, ProbeId.FlowCmdNewEnter, 30);
        _source.Hit(30, ProbeId.FlowCmdDelEnter, 20);
        _source.At(1);
        Assert.Equal((30ul, 20ul, false), (snapshots[0].Flows.Puts, snapshots[0].Flows.Deletes, snapshots[0].Flows.ChurnIsKnown));
    }

    [Fact]
    public void Under_a_filter_the_flows_are_those_that_match()
    {
        _source.SetFilter("tcp");
        var snapshots = _source.Run();
        _source.At(0);
        _source.Hit(7, ProbeId.FlowPut, 100);
        _source.Match(7, ProbeId.FlowPut, 5);
        _source.Thread(7).Churn[4] = 50;
        _source.Matched[1].Churn[4] = 3;
        _source.At(1);
        Assert.Equal((5ul, 3ul), (snapshots[0].Flows.Puts, snapshots[0].Flows.Churn));
        Assert.Equal((105ul, 50ul), (snapshots[0].Unfiltered!.Flows.Puts, snapshots[0].Unfiltered!.Flows.Churn));
    }

    [Fact]
    public void After_a_restart_histories_begin_anew()
    {
        var snapshots = _source.Run();
        _source.At(0);
        _source.Thread(7).Churn[4] = 50;
        _source.At(1);
        _source.At(2);
        _source.ForgetTallies();
        _source.At(2.1, discontinuity: true);
        _source.At(3.2);
        Assert.Equal([0f], snapshots[^1].Flows.ChurnHistory.Values.ToArray());
    }
}
