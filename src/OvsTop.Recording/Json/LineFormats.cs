using OvsTop.Recording.Retis;
using OvsTop.Recording.UpcallCost;

namespace OvsTop.Recording.Json;

/// <summary>The kinds of lines of other tools, told by a line's content.</summary>
internal static class LineFormats
{
    /// <summary>A parser for a line that is not one of a raw capture; null when it is of no known kind.</summary>
    public static ILineParser? Recognize(ReadOnlySpan<byte> line, NameTable names)
    {
        if (line.StartsWith("event = {"u8) || line.StartsWith("dp_port_map = {"u8) || line.StartsWith("event_miss = {"u8))
        {
            return new UpcallCostParser(names);
        }

        bool json = line.Length > 1 && line[0] is (byte)'{' or (byte)'[';
        return json && line.IndexOf("\"event\""u8) < 0 && line.IndexOf("\"common\""u8) >= 0 && line.IndexOf("\"timestamp\""u8) >= 0 ? new RetisParser(names) : null;
    }
}
