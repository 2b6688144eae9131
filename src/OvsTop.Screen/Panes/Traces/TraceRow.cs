using System.Globalization;
using OvsTop.Analysis.Traces;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>A line of the list: a packet, or all that took the same path.</summary>
/// <param name="Packet">The packet; of a group the newest one.</param>
/// <param name="Count">Packets of a group; 0 for a single packet.</param>
/// <param name="MeanUs">Time of its upcalls; of a group the mean, us.</param>
/// <param name="MaxUs">The longest of them, us.</param>
internal sealed record TraceRow(TracePacket Packet, int Count, double MeanUs, double MaxUs)
{
    /// <summary>What the selection stays with.</summary>
    public string Id { get; } = Count == 0 ? Packet.Id : string.Create(CultureInfo.InvariantCulture, $"path:{Packet.Path:x}");
}
