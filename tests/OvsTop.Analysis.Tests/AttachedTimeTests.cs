using OvsTop.Analysis.Aggregators;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

/// <summary>Probes that are attached in a part of the time only.</summary>
public sealed class AttachedTimeTests
{
    private const ulong Second = 1_000_000_000;
    private static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly TallyWindow _window = new();
    private readonly RevalidatorAggregator _revalidator = new();
    private readonly TallyTable _tallies = new();
    private readonly ProbeTimes _times = new();
    private SourceInfo _info = new() { Kind = "live", Title = "", Epoch = Midnight };

    public AttachedTimeTests() => _tallies.Resize(2);

    [Fact]
    public void A_rate_is_of_the_time_in_which_its_probe_was_attached()
    {
        Tick(100, verdictSeconds: 1, deletes: 0, verdicts: 0);
        var sampled = Tick(101, verdictSeconds: 0.25, deletes: 100, verdicts: 25);
        Assert.Equal(100, sampled.ResultsPerSecond, 1e-6);
        Assert.Equal(100, sampled.Reasons[0].PerSecond, 1e-6);
    }

    [Fact]
    public void A_window_without_the_probe_keeps_the_rate_of_the_last_with_it()
    {
        _info = _info with { Attachment = new Attachment { Sampled = new Dictionary<ProbeId, int> { [ProbeId.FlowResult] = 8 } } };
        Tick(100, verdictSeconds: 1, deletes: 0, verdicts: 0);
        Tick(101, verdictSeconds: 1, deletes: 40, verdicts: 40);
        var without = Tick(102, verdictSeconds: 0, deletes: 40, verdicts: 0);
        Assert.Equal(40, without.ResultsPerSecond, 1e-6);
        Assert.Equal(40, without.Threads[0].ResultsPerSecond, 1e-6);
        Assert.Equal("sampled 1/8", without.VerdictsLabel);
        Assert.False(without.Reasons[^1].IsKnown);
    }

    [Fact]
    public void What_is_paused_has_no_rate()
    {
        _info = _info with { Attachment = new Attachment { Sampled = new Dictionary<ProbeId, int> { [ProbeId.FlowResult] = 0 } } };
        Tick(100, verdictSeconds: 1, deletes: 0, verdicts: 0);
        Tick(101, verdictSeconds: 1, deletes: 40, verdicts: 40);
        var paused = Tick(102, verdictSeconds: 0, deletes: 40, verdicts: 0);
        Assert.Equal(0, paused.ResultsPerSecond);
        Assert.Equal("paused: budget", paused.VerdictsLabel);
    }

    [Fact]
    public void Totals_that_began_later_say_since_when()
    {
        Tick(100, verdictSeconds: 0, deletes: 0, verdicts: 0);
        Assert.Equal("not attached", Tick(101, verdictSeconds: 0, deletes: 5, verdicts: 0).VerdictsLabel);
        Assert.Equal("since 00:01:41", Tick(102, verdictSeconds: 0.5, deletes: 5, verdicts: 2).VerdictsLabel);
        Assert.Equal("since 00:01:41", Tick(103, verdictSeconds: 1, deletes: 5, verdicts: 4).VerdictsLabel);
        Tick(104, verdictSeconds: 0.5, deletes: 5, verdicts: 2);
        Assert.StartsWith("in ", Tick(105, verdictSeconds: 1, deletes: 5, verdicts: 4).VerdictsLabel, StringComparison.Ordinal);
    }

    [Fact]
    public void Unexplained_deletes_are_counted_from_when_verdicts_are()
    {
        Tick(100, verdictSeconds: 0, deletes: 0, verdicts: 0);
        Assert.False(Tick(101, verdictSeconds: 0, deletes: 50, verdicts: 0).Reasons[^1].IsKnown);
        Assert.False(Tick(102, verdictSeconds: 0.5, deletes: 50, verdicts: 20).Reasons[^1].IsKnown);
        var known = Tick(103, verdictSeconds: 1, deletes: 50, verdicts: 47).Reasons[^1];
        Assert.True(known.IsKnown);
        Assert.Equal(3UL, known.Total);
        Assert.Equal(3, known.PerSecond, 1e-6);
    }

    [Fact]
    public void With_every_probe_attached_all_the_time_nothing_is_labelled()
    {
        Tick(100, verdictSeconds: 1, deletes: 10, verdicts: 9);
        var all = Tick(101, verdictSeconds: 1, deletes: 10, verdicts: 9);
        Assert.Equal("", all.VerdictsLabel);
        Assert.Equal(2UL, all.Reasons[^1].Total);
    }

    /// <summary>A tick with what was counted since the one before.</summary>
    private RevalidatorSnapshot Tick(ulong second, double verdictSeconds, ulong deletes, ulong verdicts)
    {
        ref var tally = ref _tallies[1];
        tally.Tid = 7;
        tally.Hits[(int)ProbeId.FlowDel] += deletes;
        tally.Hits[(int)ProbeId.FlowResult] += verdicts;
        tally.Results[(int)RevalidationResult.Delete] += verdicts;
        tally.Reasons[(int)DeleteReason.FlowIdle] += verdicts;
        _times[ProbeId.FlowDel] += Second;
        _times[ProbeId.FlowResult] += (ulong)(verdictSeconds * Second);
        _times[ProbeId.FlowSweepResult] += (ulong)(verdictSeconds * Second);
        _tallies.SetTimes(_times);
        _window.Add(new ProbeBatch { TimeNs = second * Second, Tallies = _tallies });
        var snapshot = _revalidator.Take(_window, _info);
        _window.Advance();
        return snapshot;
    }
}
