using System.Reactive.Linq;
using System.Text.Json;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Probes.Live;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Probes.Tests;

/// <summary>One run of the double under a <see cref="LiveSource"/> that counts talkers.</summary>
internal sealed class TalkerRun
{
    private readonly TalkerCounter _twin = new();

    /// <summary>The kernel's, as of the end.</summary>
    public TalkerTable Kernel { get; } = new();

    /// <summary>Counted here, from the details.</summary>
    public TalkerTable Twin => _twin.Table;

    /// <summary>What the double says it did.</summary>
    public JsonElement Daemon { get; private set; }

    /// <summary>Upcalls: all, or those that match.</summary>
    public ulong Upcalls { get; private set; }

    /// <param name="doubleArguments">For the double, which begins when the filter is set.</param>
    /// <param name="dimensions">What is counted from the start.</param>
    /// <param name="details">All details are delivered, and counted here, too.</param>
    /// <param name="filter">The filter; null none.</param>
    /// <param name="onBatch">Called for each batch.</param>
    /// <param name="enough">Ends the emission before the time given to the double.</param>
    public static TalkerRun Watch(
        string doubleArguments, TalkerDimensions dimensions, bool details, CompiledFilter? filter = null, Action<ProbeBatch, LiveSource>? onBatch = null,
        Predicate<TalkerRun>? enough = null)
    {
        using var vswitchd = VswitchdDouble.Start($"--on-cue {doubleArguments}");
        var options = new LiveOptions { Pid = vswitchd.Pid, DetailsPerSecond = details ? null : 0, RingBytes = 64 << 20, Talkers = dimensions };
        using var source = LiveSource.Open(new DaemonFinder(), options);
        source.SetFilter(filter);
        var run = new TalkerRun();
        run._twin.Table.Dimensions = dimensions;
        run.Daemon = vswitchd.Watch(source, Take, _ => enough?.Invoke(run) == true);
        return run;

        void Take(ProbeBatch batch)
        {
            run.Take(batch);
            onBatch?.Invoke(batch, source);
        }
    }

    public static Dictionary<TalkerKey, ulong> Rows(TalkerColumn column) => column.Rows.ToArray().ToDictionary(row => row.Key, row => row.Count);

    private void Take(ProbeBatch batch)
    {
        foreach (var record in batch.Records)
        {
            _twin.Add(record);
        }

        if (batch.Talkers is { } talkers)
        {
            Kernel.CopyFrom(talkers);
            Upcalls = (batch.Matched ?? batch.Tallies)!.Hits(ProbeId.RecvUpcall);
            for (var dimension = TalkerDimension.InPort; (int)dimension < TalkerDimensionTable.Count; dimension++)
            {
                AssertAddsUp(talkers.Find(dimension));
            }
        }
    }

    private static void AssertAddsUp(TalkerColumn? column)
    {
        if (column is not null)
        {
            ulong sum = column.Rows.ToArray().Aggregate(0UL, (all, row) => all + row.Count);
            Assert.Equal(column.Total, sum + column.Other);
        }
    }
}
