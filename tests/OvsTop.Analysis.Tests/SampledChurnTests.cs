using OvsTop.Analysis.Aggregators;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

/// <summary>Churn while the probes that tell it are attached in a part of the time.</summary>
public sealed class SampledChurnTests
{
    private const ulong Second = 1_000_000_000;

    private readonly TallyWindow _window = new();
    private readonly FlowAggregator _flows = new();
    private readonly TallyTable _tallies = new();
    private readonly ProbeTimes _times = new();
    private SourceInfo _info = new() { Kind = "live", Title = "", Epoch = DateTimeOffset.UnixEpoch };

    public SampledChurnTests() => _tallies.Resize(2);

    [Fact]
    public void Counted_all_the_time_it_has_no_label()
    {
        Tick(100, attached: 1, churn: 10);
        var flows = Tick(101, attached: 1, churn: 30);
        Assert.Equal(("", 30.0, 0.3, false), (flows.ChurnLabel, flows.ChurnPerSecond, flows.ChurnShare, flows.ChurnIsAtLeast));
    }

    [Theory]
    [InlineData(8, "sampled 1/8", 40)]
    [InlineData(0, "paused: budget", 0)]
    public void Sampled_it_is_labelled_and_at_least_what_is_counted(int every, string label, double perSecond)
    {
        Tick(100, attached: 1, churn: 0);
        _info = _info with { Attachment = new Attachment { Sampled = new Dictionary<ProbeId, int> { [ProbeId.FlowDel] = every } } };
        Tick(101, attached: 0.5, churn: 20);
        var flows = Tick(102, attached: 0, churn: 0);
        Assert.Equal((label, perSecond, 0.0, true), (flows.ChurnLabel, flows.ChurnPerSecond, flows.ChurnShare, flows.ChurnIsAtLeast));
    }

    [Fact]
    public void Deletes_and_reasons_keep_their_rates_while_nobody_counts_them()
    {
        _info = _info with { Attachment = new Attachment { Sampled = new Dictionary<ProbeId, int> { [ProbeId.FlowDel] = 8 } } };
        Tick(100, attached: 1, churn: 0);
        _tallies[1].Hits[(int)ProbeId.FlowDel] += 25;
        Tick(101, attached: 0.5, churn: 20);
        var flows = Tick(102, attached: 0, churn: 0);
        Assert.Equal((50.0, 40.0), (flows.DeletesPerSecond, flows.ChurnReasons[0].PerSecond));
    }

    [Fact]
    public void Back_to_all_it_stays_at_least()
    {
        _info = _info with { Attachment = new Attachment { Sampled = new Dictionary<ProbeId, int> { [ProbeId.FlowDel] = 2 } } };
        Tick(100, attached: 0.5, churn: 0);
        _info = _info with { Attachment = new Attachment() };
        var flows = Tick(101, attached: 1, churn: 5);
        Assert.True(flows.ChurnIsAtLeast);
        Assert.Equal(5, flows.ChurnPerSecond);
    }

    private FlowsSnapshot Tick(ulong second, double attached, ulong churn)
    {
        ref var tally = ref _tallies[1];
        tally.Tid = 7;
        tally.Hits[(int)ProbeId.FlowPut] += 100;
        tally.Churn[(int)DeleteReason.FlowIdle] += churn;
        _times[ProbeId.FlowPut] += Second;
        _times[ProbeId.FlowDel] += (ulong)(attached * Second);
        _tallies.SetTimes(_times);
        _window.Add(new ProbeBatch { TimeNs = second * Second, Tallies = _tallies });
        var flows = _flows.Take(_window, _info, PrimaryProbes.Usdt, _ => true, 5);
        _window.Advance();
        return flows;
    }
}
