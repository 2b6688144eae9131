using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;

namespace OvsTop.Analysis.Flight;

/// <summary>
/// How much memory a snapshot takes beyond those before it, about: what is long in it (histories, buckets, rows, keys, packets), each by its bytes on a
/// 64-bit runtime. Texts that stay from snapshot to snapshot (names) are not counted.
/// </summary>
public static class SnapshotSize
{
    private const int Fixed = 1500;
    private const int SeriesObject = 48;
    private const int Row = 450;
    private const int Text = 24;
    private const int Octaves = 40 * sizeof(ulong) + Text;
    private const int Round = 350;
    private const int Packet = 200;
    private const int Story = 250;

    /// <summary>Bytes, estimated.</summary>
    public static long Of(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Numbers(snapshot) + Of(snapshot.Traces) + (snapshot.Unfiltered is { } all ? Numbers(all) : 0);
    }

    private static long Numbers(Snapshot snapshot) => Fixed
        + snapshot.Counts.Count * 32
        + snapshot.Upcalls.Handlers.Sum(Of) + Of(snapshot.Upcalls.Total) + Of(snapshot.Upcalls.Other) + snapshot.Upcalls.BatchSizes.Count * sizeof(ulong)
        + snapshot.Latency.Stages.Sum(Of) + Of(snapshot.Latency.Overhead)
        + Of(snapshot.Revalidator) + Of(snapshot.Flows)
        + Of(snapshot.MainLoop.Run) + Of(snapshot.MainLoop.Wait) + Of(snapshot.MainLoop.History)
        + snapshot.Talkers.Lists.Sum(list => list.Rows.Sum(Of) + Of(list.All) + Of(list.Rest) + Of(list.Other))
        + (snapshot.Facts?.Datapaths.Sum(path => Row + Of(path.FlowsHistory) + Of(path.DumpHistory) + Of(path.MissesHistory)) ?? 0);

    private static long Of(Series series) => series.Values.IsEmpty ? 0 : SeriesObject + series.Values.Length * sizeof(float);

    private static long Of(HandlerRow row) => Row + Of(row.History);

    private static long Of(TalkerRow row) => 200 + Of(row.History);

    private static long Of(StageRow? stage) => stage is null ? 0
        : 300 + Of(stage.P99History) + 2 * Octaves + stage.OctaveHistory.Count * IntPtr.Size + stage.TotalBuckets.Count * sizeof(ulong) + 2 * Text;

    private static long Of(RevalidatorSnapshot revalidator) => 600 + Of(revalidator.Dump) + Of(revalidator.FlowsHistory) + Of(revalidator.DumpHistory)
        + revalidator.Reasons.Sum(reason => 80 + Of(reason.History)) + revalidator.Threads.Count * 100;

    private static long Of(FlowsSnapshot flows) => 400 + Of(flows.PutsHistory) + Of(flows.DeletesHistory) + Of(flows.ChurnHistory)
        + flows.ChurnReasons.Sum(reason => 80 + Of(reason.History))
        + flows.Lives.Top.Sum(Of);

    private static long Of(FlowRow flow) => 160 + 2 * Text + sizeof(char) * (flow.Id.Length + flow.Key.Length) + flow.Lives.Count * 104;

    private static long Of(TracesSnapshot traces) => traces.Packets.Sum(Of) + traces.Stories.All.Count * IntPtr.Size + traces.Stories.All.Sum(Of) + traces.Replays.Count * 64L;

    private static long Of(TracePacket packet) => Packet + sizeof(char) * packet.Summary.Length + packet.Rounds.Sum(Of);

    private static long Of(TraceRound round) => Round + round.Key.Length + round.Packet.Length + (round.Actions?.Length ?? 0);

    private static long Of(FlowStory story) => Story + story.Runs.Count * 48;
}
