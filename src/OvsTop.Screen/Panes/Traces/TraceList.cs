using System.Runtime.CompilerServices;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Filters;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>The lines of the list, made once for as long as snapshot, filter and grouping are the same.</summary>
internal sealed class TraceList
{
    private static readonly ConditionalWeakTable<TracesSnapshot, TraceList> Made = [];

    private readonly CompiledFilter? _filter;
    private readonly TraceState _state;

    private TraceList(TracesSnapshot traces, TraceState state, CompiledFilter? filter)
    {
        (_state, _filter) = (state, filter);
        var packets = state.Held is { } held ? Renewed(held, traces) : traces.Packets;
        LookedAt = state.Held is null ? Math.Max(packets.Count, traces.Looked) : packets.Count;
        var matches = new PacketFilter(filter, traces.PortName);
        var matching = filter is null ? packets : [.. packets.Where(packet => matches.Matches(packet, traces.Replays.GetValueOrDefault))];
        Matched = matching.Count;
        Newer = state.Held is [var newest, ..] ? Math.Max(0, traces.PacketCount - newest.Number) : 0;
        Rows = state switch
        {
            { Path: { } path } => [.. matching.Where(packet => packet.Path == path).Select(Single)],
            { Grouped: true } => Groups(matching),
            _ => [.. matching.Select(Single)],
        };
    }

    /// <summary>The lines.</summary>
    public IReadOnlyList<TraceRow> Rows { get; }

    /// <summary>Packets that the filter was asked about.</summary>
    public long LookedAt { get; }

    /// <summary>Packets that match it.</summary>
    public int Matched { get; }

    /// <summary>Packets that came since the list is held.</summary>
    public long Newer { get; }

    /// <summary>The list of a snapshot.</summary>
    public static TraceList Of(Snapshot snapshot, UiState state)
    {
        var filter = state.Filter?.Compiled;
        if (!Made.TryGetValue(snapshot.Traces, out var list) || !list.IsOf(state.Traces, filter))
        {
            list = new TraceList(snapshot.Traces, state.Traces, filter);
            Made.AddOrUpdate(snapshot.Traces, list);
        }

        return list;
    }

    /// <summary>The selected line; null when there is none.</summary>
    public static TraceRow? Selected(Snapshot snapshot, UiState state)
    {
        var rows = Of(snapshot, state).Rows;
        return rows.Count == 0 ? null : rows[Math.Clamp(state.Selected, 0, rows.Count - 1)];
    }

    private bool IsOf(TraceState state, CompiledFilter? filter) =>
        ReferenceEquals(filter, _filter) && ReferenceEquals(state.Held, _state.Held) && state.Grouped == _state.Grouped && state.Path == _state.Path;

    /// <summary>Later rounds of a packet may have come since.</summary>
    private static List<TracePacket> Renewed(IReadOnlyList<TracePacket> held, TracesSnapshot traces)
    {
        var now = traces.Packets.ToDictionary(packet => packet.Number);
        // After a jump in a recording numbers begin anew.
        return [.. held.Select(packet => now.TryGetValue(packet.Number, out var latest) && latest.TimeNs == packet.TimeNs ? latest : packet)];
    }

    private static TraceRow Single(TracePacket packet) => new(packet, 0, packet.UpcallUs, packet.UpcallUs);

    private static IReadOnlyList<TraceRow> Groups(IEnumerable<TracePacket> packets) =>
        [.. packets.GroupBy(packet => packet.Path)
            .Select(group => new TraceRow(group.First(), group.Count(), group.Average(packet => packet.UpcallUs), group.Max(packet => packet.UpcallUs)))
            .OrderByDescending(row => row.Count).ThenByDescending(row => row.Packet.Number)];
}
