using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports;

/// <summary>Pieces of plain text output.</summary>
internal static class Plain
{
    /// <summary>Columns of a line.</summary>
    public const int Width = 80;

    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>Text from a daemon or a recording, fit for a terminal: ASCII and the dot between parts, cut to a width.</summary>
    public static string Safe(string text, int width)
    {
        string printable = string.Concat(text.Select(c => c is (>= ' ' and <= '~') or '·' ? c : '?'));
        return printable.Length <= width ? printable : string.Concat(printable.AsSpan(0, width - 1), "~");
    }

    /// <summary>The same over as many lines as it takes, broken between words where that is possible; the further ones are indented.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string rest = Safe(text, int.MaxValue);
        while (rest.Length > width)
        {
            int space = rest.LastIndexOf(' ', width);
            int end = space > width / 2 ? space : width;
            yield return rest[..end];
            rest = "  " + rest[end..].TrimStart();
        }

        yield return rest;
    }

    /// <summary>A duration in us in at most five characters: 0.12, 12.3, 1234, 12.3k, 1234M.</summary>
    public static string Us(double us) => us switch
    {
        < 9.995 => $"{us:0.00}",
        < 99.95 => $"{us:0.0}",
        < 9999.5 => $"{us:0}",
        < 99_950 => $"{us / 1e3:0.0}k",
        < 9_999_500 => $"{us / 1e3:0}k",
        < 99_950_000 => $"{us / 1e6:0.0}M",
        _ => $"{us / 1e6:0}M",
    };

    /// <summary>A rate in at most seven characters: one decimal while it matters, then 12,345 and 1.2M.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        < 999.95 => $"{perSecond:0.0}",
        < 999_999.5 => $"{perSecond:N0}",
        _ => $"{perSecond / 1e6:0.0}M",
    };

    /// <summary>Percent of a whole.</summary>
    public static string Percent(double share) => $"{share * 100:0.0}%";

    /// <summary>A bar in eighths of a column; what is more than nothing shows.</summary>
    /// <param name="share">0 .. 1.</param>
    /// <param name="width">Columns of 1.</param>
    public static string Bar(double share, int width)
    {
        int eighths = Math.Clamp((int)Math.Round(share * width * 8), share > 0 ? 1 : 0, width * 8);
        string full = new('█', eighths / 8);
        return eighths % 8 == 0 ? full : full + Eighths[eighths % 8];
    }

    /// <summary>A line of a histogram.</summary>
    public static string BarLine(string label, ulong count, ulong most) => $"  {label,8}{count,14:N0}  {Bar((double)count / most, 50)}".TrimEnd();

    /// <summary>The head of a table of <see cref="Summary"/>.</summary>
    public static string SummaryHead(string title) => $"{title,-22}{"count",11}{"min",7}{"p50",7}{"p90",7}{"p99",7}{"max",7}{"mean",7}";

    /// <summary>A line of times in us; none when nothing was measured.</summary>
    public static void Summary(TextWriter text, string name, LatencySummary? summary)
    {
        if (summary is { IsEmpty: false } t)
        {
            text.WriteLine($"  {name,-20}{t.Count,11:N0}{Us(t.MinUs),7}{Us(t.P50Us),7}{Us(t.P90Us),7}{Us(t.P99Us),7}{Us(t.MaxUs),7}{Us(t.MeanUs),7}");
        }
    }
}
