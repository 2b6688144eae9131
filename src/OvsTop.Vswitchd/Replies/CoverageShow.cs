using System.Globalization;

namespace OvsTop.Vswitchd.Replies;

/// <summary>Reads the reply of <c>coverage/show</c>.</summary>
public static class CoverageShow
{
    private const string RateUnit = "/sec", TotalLabel = "total:";

    /// <summary>Every counter that was ever hit, by name.</summary>
    public static IReadOnlyDictionary<string, CoverageCounter> Parse(ReadOnlySpan<char> reply)
    {
        var counters = new Dictionary<string, CoverageCounter>(StringComparer.Ordinal);
        Span<Range> words = stackalloc Range[7];
        foreach (var range in reply.Split('\n'))
        {
            // name  1.0/sec  0.083/sec  0.0014/sec   total: 5
            var line = reply[range].TrimEnd();
            int count = line.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (count != 6 || !line[words[4]].SequenceEqual(TotalLabel)) continue;
            if (Rate(line[words[1]]) is { } now && Rate(line[words[2]]) is { } minute && Rate(line[words[3]]) is { } hour
                && ulong.TryParse(line[words[5]], NumberStyles.None, null, out ulong total))
            {
                string name = line[words[0]].ToString();
                counters[name] = new CoverageCounter(name, now, minute, hour, total);
            }
        }

        return counters;
    }

    private static double? Rate(ReadOnlySpan<char> text) =>
        text.EndsWith(RateUnit) && double.TryParse(text[..^RateUnit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double rate) ? rate : null;
}
