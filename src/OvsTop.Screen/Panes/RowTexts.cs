using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Panes.Traces;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Panes;

/// <summary>What can be copied of a selected row.</summary>
internal static class RowTexts
{
    /// <summary>The text, or why there is none.</summary>
    public static (string? Text, string? Complaint) Of(CopyWhat what, Snapshot snapshot, UiState state) => what switch
    {
        CopyWhat.Retis => TalkerOf(snapshot, state) is not { } talker ? (null, "packets and talkers can be given to retis: views 5 and 7")
            : PcapFilter.Of(talker) is { } filter ? ($"retis collect -c skb,ovs --ovs-track -f '{filter}'", null)
            : (null, $"a packet filter of retis cannot tell {talker.Dimension.Info().Title}"),
        _ => Key(snapshot, state) is { } key ? (key, null) : (null, "only packets have a key: view 7, Traces"),
    };

    /// <summary>The key of the round under the cursor, else of the first.</summary>
    private static string? Key(Snapshot snapshot, UiState state)
    {
        if (state.View != TracesPane.Key || TraceList.Selected(snapshot, state) is not { Packet: var packet })
        {
            return null;
        }

        var lines = state is { Drilled: true, Traces.Aspect: TraceAspect.Tree } ? TraceAspects.Lines(snapshot, state) : [];
        return packet.Rounds[lines.Count == 0 ? 0 : lines[Math.Clamp(state.Scroll, 0, lines.Count - 1)].Round].TraceKey;
    }

    private static TalkerKey? TalkerOf(Snapshot snapshot, UiState state) => state.View switch
    {
        TracesPane.Key => TraceList.Selected(snapshot, state) is { Packet: var packet } ? TraceTexts.FlowOf(packet) : null,
        TalkersPane.Key => TalkersPane.Selected(snapshot, state)?.Key,
        _ => null,
    };
}
