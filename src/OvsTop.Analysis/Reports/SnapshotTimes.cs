using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports;

/// <summary>Wall-clock times of a snapshot.</summary>
internal static class SnapshotTimes
{
    /// <summary>Of the first event; null when unknown.</summary>
    public static DateTimeOffset? StartTime(this Snapshot snapshot) => At(snapshot, snapshot.StartNs);

    /// <summary>Of the tick; null when unknown.</summary>
    public static DateTimeOffset? Time(this Snapshot snapshot) => At(snapshot, snapshot.TimeNs);

    /// <summary>Both numbers may come from a recording: what no calendar holds is unknown.</summary>
    private static DateTimeOffset? At(Snapshot snapshot, ulong timeNs)
    {
        ulong ticks = timeNs / (ulong)TimeSpan.NanosecondsPerTick;
        return snapshot.Source.Epoch is { } epoch && ticks <= (ulong)(DateTimeOffset.MaxValue - epoch).Ticks ? epoch.AddTicks((long)ticks) : null;
    }
}
