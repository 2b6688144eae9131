using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Json;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

/// <summary>Stitches the captures into the demo: see src/OvsTop.Recording/Demo/README.md.</summary>
internal static partial class DemoBuilder
{
    private const ulong GapNs = 300_000_000;
    private const ulong Millisecond = 1_000_000;

    /// <summary>All events of the captures, one capture behind the other.</summary>
    public static byte[] Lines()
    {
        var result = new StringBuilder();
        ulong startNs = 0, endNs = 0;
        foreach (string name in Captures.All)
        {
            string[] lines = Encoding.UTF8.GetString(Captures.Lines(name)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            ulong first = TimeOf(lines[0]);
            startNs = startNs == 0 ? first : startNs;

            // Whole milliseconds, so that used_ms keeps its distance from ts.
            ulong targetNs = endNs == 0 ? first : endNs + GapNs;
            long shiftMs = ((long)targetNs - (long)first) / (long)Millisecond;
            foreach (string line in lines)
            {
                string shifted = Shift(line, shiftMs);
                endNs = Math.Max(endNs, TimeOf(shifted));
                result.Append(shifted).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(result.ToString());
    }

    /// <summary>Records them, packed as small as it gets.</summary>
    public static void Write(byte[] lines, string path)
    {
        var names = new NameTable();
        var session = new RecordingSession { Source = "recorded storm on Linux 6.12, OVS 4.0.90" };
        var batch = new ProbeBatch();
        using var reader = new SlicingReader(new JsonLinesReader(new MemoryStream(lines), null, names), names, new ReplayOptions().Slice);
        using var writer = RecordingWriter.Create(path, session, new RecordingOptions { Mode = RecordingMode.Overwrite, Payload = PayloadLevel.Full, Quality = 11 });
        while (reader.Read(batch))
        {
            writer.Write(batch);
        }
    }

    private static ulong TimeOf(string line) => ulong.Parse(Time().Match(line).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private static string Shift(string line, long shiftMs)
    {
        string shifted = Time().Replace(line, m => $"\"ts\":{Add(m, shiftMs * (long)Millisecond)}");
        return Used().Replace(shifted, m => $"\"used_ms\":{Add(m, shiftMs)}");
    }

    private static long Add(Match match, long shift) => long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + shift;

    [GeneratedRegex("\"ts\":([0-9]+)")]
    private static partial Regex Time();

    // A flow never used has 0 and keeps it.
    [GeneratedRegex("\"used_ms\":([1-9][0-9]*)")]
    private static partial Regex Used();
}
