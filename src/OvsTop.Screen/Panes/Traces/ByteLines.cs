using System.Text;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Packets;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>The bytes of a packet, as headers and in hexadecimal; again for a later round that changed them.</summary>
internal static class ByteLines
{
    private const int BytesInLine = 16, MaxWidth = 74;

    /// <summary>The lines.</summary>
    public static IReadOnlyList<TraceLine> Of(TracePacket packet)
    {
        var lines = new List<TraceLine>();
        ReadOnlyMemory<byte> before = default;
        for (int i = 0; i < packet.Rounds.Count; i++)
        {
            var round = packet.Rounds[i];
            if (i > 0 && round.Packet.Span.SequenceEqual(before.Span))
            {
                lines.Add(new TraceLine(0, Role.Dim, $"R{i}  the same bytes"));
                continue;
            }

            string kept = round.Packet.Length < round.PacketLength ? $"the first {round.Packet.Length} of {round.PacketLength} bytes" : $"{round.PacketLength} bytes";
            lines.Add(new TraceLine(0, Role.Title, $"R{i}  {kept}{(i == 0 ? "" : ", changed since the round before")}"));
            Headers(lines, round.Packet.Span);
            Dump(lines, round.Packet.Span);
            before = round.Packet;
        }

        return lines;
    }

    private static void Headers(List<TraceLine> lines, ReadOnlySpan<byte> packet)
    {
        foreach (var node in PacketTree.Decode(packet))
        {
            string line = node.Title;
            foreach (var field in node.Fields)
            {
                string text = $"{field.Name} {field.Value}";
                if (line.Length + 2 + text.Length > MaxWidth)
                {
                    lines.Add(new TraceLine(1, Role.Text, line));
                    line = "   ";
                }

                line += "  " + text;
            }

            lines.Add(new TraceLine(1, Role.Text, line));
        }
    }

    private static void Dump(List<TraceLine> lines, ReadOnlySpan<byte> packet)
    {
        for (int at = 0; at < packet.Length; at += BytesInLine)
        {
            var part = packet[at..Math.Min(at + BytesInLine, packet.Length)];
            var text = new StringBuilder($"{at:x4}  ");
            for (int i = 0; i < BytesInLine; i++)
            {
                text.Append(i < part.Length ? $"{part[i]:x2} " : "   ").Append(i == BytesInLine / 2 - 1 ? " " : "");
            }

            text.Append(' ');
            foreach (byte value in part)
            {
                text.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
            }

            lines.Add(new TraceLine(1, Role.Dim, text.ToString()));
        }
    }
}
