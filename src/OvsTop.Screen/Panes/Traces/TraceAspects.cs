using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>The lines of the selected packet, by the side of it that is shown.</summary>
internal static class TraceAspects
{
    /// <summary>The lines; none when no packet is selected.</summary>
    public static IReadOnlyList<TraceLine> Lines(Snapshot snapshot, UiState state)
    {
        if (TraceList.Selected(snapshot, state) is not { Packet: var packet })
        {
            return [];
        }

        var traces = snapshot.Traces;
        return state.Traces switch
        {
            { Aspect: TraceAspect.Bytes } => ByteLines.Of(packet),
            { Aspect: TraceAspect.Offline } => OfflineLines.Of(packet, traces.Replays.GetValueOrDefault, traces.Replaying),
            { Aspect: TraceAspect.Compare, Marked: { } marked } => CompareLines.Of(marked, packet, traces.Replays.GetValueOrDefault, traces.PortName),
            _ => TraceView.Of(packet, traces).Visible(state.Traces.Toggled),
        };
    }

    /// <summary>What is shown, in words; empty for the tree.</summary>
    public static string Title(UiState state) => state.Traces switch
    {
        { Aspect: TraceAspect.Bytes } => "bytes",
        { Aspect: TraceAspect.Offline } => "beside an offline ofproto/trace",
        { Aspect: TraceAspect.Compare, Marked: { } marked } => $"compared with #{marked.Number}",
        _ => "",
    };
}
