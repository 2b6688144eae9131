using System.Text;
using System.Text.Json;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Talkers;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>What is made of a packet to be used elsewhere.</summary>
internal static class TraceTexts
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As <c>ovstop trace</c> prints it.</summary>
    public static string Text(TracePacket packet, TracesSnapshot traces) =>
        string.Concat(PacketText.Lines(packet, traces.Replays.GetValueOrDefault, traces.PortName, traces.Stories.Of, round => traces.DaemonTraces.GetValueOrDefault(round.Number)).Select(line => PlainText.Of(line) + "\n"));

    /// <summary>As <c>ovstop trace --json</c> prints it, indented.</summary>
    public static string Json(TracePacket packet, TracesSnapshot traces)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            PacketJson.Write(json, packet, traces.Replays.GetValueOrDefault, traces.PortName, traces.Stories.Of, round => traces.DaemonTraces.GetValueOrDefault(round.Number));
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>A filter that the packet and others of its flow pass: the port and the addresses it came with.</summary>
    public static string? Filter(TracePacket packet) =>
        TalkerFilter.Of(FlowOf(packet)) is { } flow ? $"in_port={packet.InPort} and ({flow})" : packet.Rounds[0].TraceKey;

    /// <summary>Who sent the packet to whom.</summary>
    public static TalkerKey FlowOf(TracePacket packet)
    {
        var fields = default(KernelKeyFields);
        var first = packet.Rounds[0];
        KernelKeyExtractor.Extract(first.Key.Span, first.PacketLength, (uint)first.Type, first.Tid, ref fields);
        return TalkerKeys.Of(TalkerDimension.Flow, fields, whole: !first.IsTruncated, (uint)first.Type);
    }
}
