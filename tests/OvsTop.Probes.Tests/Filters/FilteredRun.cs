using System.Reactive.Linq;
using System.Text.Json;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Live;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Probes.Tests.Filters;

/// <summary>One run of the double under a filtered <see cref="LiveSource"/> that delivers every detail.</summary>
internal sealed class FilteredRun
{
    private readonly Func<ProbeBatch, CompiledFilter?>? _change;
    private readonly List<byte[]> _records = [];

    private FilteredRun(Func<ProbeBatch, CompiledFilter?>? change) => _change = change;

    public TallyTable All { get; } = new();

    public TallyTable Matched { get; } = new();

    /// <summary>What the double says it did.</summary>
    public JsonElement Daemon { get; private set; }

    public DetailLosses Losses { get; private set; }

    /// <summary>Records that came under the last filter.</summary>
    public IReadOnlyList<byte[]> Records => _records;

    /// <summary>Records that came under the last filter because they belong to packets that match, though they do not match themselves.</summary>
    public List<byte[]> Related { get; } = [];

    /// <summary>
    /// In the order of the filters: all upcalls at the last reading before it was set, and the largest count of matched ones under it.
    /// </summary>
    public List<(string Filter, ulong Before, ulong Last)> Filters { get; } = [];

    /// <param name="doubleArguments">For the double, which begins when the filter is set.</param>
    /// <param name="filter">Set before the first event.</param>
    /// <param name="change">Gives another filter, or null to keep the one in effect.</param>
    /// <param name="enough">Ends the emission before the time given to the double.</param>
    public static FilteredRun Watch(string doubleArguments, CompiledFilter? filter, Func<ProbeBatch, CompiledFilter?>? change = null, Predicate<ProbeBatch>? enough = null)
    {
        using var vswitchd = VswitchdDouble.Start($"--on-cue {doubleArguments}");
        using var source = LiveSource.Open(new DaemonFinder(), new LiveOptions { Pid = vswitchd.Pid, DetailsPerSecond = null, RingBytes = 64 << 20 });
        source.SetFilter(filter);
        var run = new FilteredRun(change);
        run.Daemon = vswitchd.Watch(source, batch => run.Take(batch, source, vswitchd), enough);
        return run;
    }

    public static CompiledFilter Compile(string text) => FilterCompiler.Compile(Filter.Parse(text).Filter!);

    public ulong Sum(Func<ThreadTally, ulong> of) => Matched.Threads.ToArray().Aggregate(0UL, (sum, row) => sum + of(row));

    /// <summary>The filter left the other counts alone.</summary>
    public void AssertAllEqualTheDaemons()
    {
        foreach (var probe in ProbeTable.Usdt)
        {
            ulong expected = Daemon.GetProperty("counts").GetProperty(probe.EventName).GetUInt64();
            Assert.True(expected == All.Hits(probe.Id), $"{probe.EventName}: the daemon did {expected}, counted {All.Hits(probe.Id)}");
        }
    }

    /// <summary>Matched counts and the details that came are the same, probe for probe.</summary>
    public void AssertMatchedEqualTheRecords()
    {
        Assert.Equal(0UL, Losses.Lost);
        foreach (var probe in new[] { ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute, ProbeId.FlowDel, ProbeId.FlowGet, ProbeId.RevalidateEntry, ProbeId.RevalidateExit, ProbeId.FlowResult, ProbeId.FlowSweepResult })
        {
            Assert.Equal((probe, (ulong)_records.Count(r => new ProbeEvent(r).Header.Probe == probe)), (probe, Matched.Hits(probe)));
        }
    }

    private void Take(ProbeBatch batch, LiveSource source, VswitchdDouble vswitchd)
    {
        ulong before = All.Hits(ProbeId.RecvUpcall);
        All.CopyFrom(batch.Tallies ?? All);
        Losses = batch.Losses;
        string name = batch.Filter?.Filter.ToString() ?? "";
        if (Filters.Count == 0 || Filters[^1].Filter != name)
        {
            if (Filters.Count > 0)
            {
                vswitchd.Thaw();
            }

            Filters.Add((name, before, 0));
            _records.Clear();
            Related.Clear();
        }

        foreach (var record in batch.Records)
        {
            ((record.Header.Flags & EventFlags.Related) == 0 ? _records : Related).Add(record.Bytes.ToArray());
        }

        if (batch.Matched is { } matched)
        {
            Matched.CopyFrom(matched);
            ulong upcalls = matched.Hits(ProbeId.RecvUpcall);
            Assert.True(upcalls >= Filters[^1].Last, "matched counts never fall while a filter stays");

            // The reading of all after a reading of what matches has all of that.
            ulong since = All.Hits(ProbeId.RecvUpcall) - Filters[^1].Before;
            Assert.True(Filters[^1].Last <= since, $"{name}: {Filters[^1].Last} match of {since} since it was set: counts restart");
            Filters[^1] = Filters[^1] with { Last = upcalls };
        }

        if (_change?.Invoke(batch) is { } next)
        {
            // Details of the moment in which a filter is set are left out, counts are not: nothing may come then.
            vswitchd.Freeze();
            source.SetFilter(next);
        }
    }
}
