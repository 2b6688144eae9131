using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>Tells what the view looks at, whenever that changes.</summary>
/// <param name="tell">Takes it; null when nobody wants to know.</param>
internal sealed class TraceWatch(Action<TraceWants>? tell)
{
    private TracePacket? _selected, _marked;
    private IReadOnlyList<TracePacket>? _held;

    /// <summary>Looks whether it has changed.</summary>
    public void Follow(Snapshot? snapshot, UiState state)
    {
        bool shown = state.View == TracesPane.Key && snapshot is not null && tell is not null;
        var selected = shown ? TraceList.Selected(snapshot!, state)?.Packet : null;
        var (held, marked) = shown ? (state.Traces.Held, state.Traces.Marked) : (null, null);
        if (tell is null || (selected?.Number == _selected?.Number && selected?.Rounds.Count == _selected?.Rounds.Count && ReferenceEquals(held, _held) && ReferenceEquals(marked, _marked)))
        {
            return;
        }

        (_selected, _held, _marked) = (selected, held, marked);
        IReadOnlyList<TracePacket?> packets = [selected, marked, .. held ?? []];
        tell(new TraceWants([.. packets.OfType<TracePacket>()], [.. (selected?.Rounds ?? []).Where(round => round.Ufid is not null).Select(round => round.Ufid!.Value)]));
    }
}
