namespace OvsTop.Analysis.Comparisons;

/// <summary>Two windows of one source beside each other: rates, times and levels, row by row.</summary>
public sealed record WindowComparison
{
    /// <summary>The first.</summary>
    public required TimeWindow A { get; init; }

    /// <summary>The second.</summary>
    public required TimeWindow B { get; init; }

    /// <summary>What differs or not, in the order of the views; sections that have no row are left out.</summary>
    public required IReadOnlyList<ComparedSection> Sections { get; init; }

    /// <summary>What is to be known of the numbers, in one line; empty when nothing is.</summary>
    public string Note { get; init; } = "";

    /// <summary>Compares.</summary>
    public static WindowComparison Of(TimeWindow a, TimeWindow b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        bool filtered = a.IsOneFilter && b.IsOneFilter && a.To.Filter?.Expression == b.To.Filter?.Expression;
        var (left, right) = filtered ? (a, b) : (a.Unfiltered(), b.Unfiltered());
        return new WindowComparison
        {
            A = a,
            B = b,
            Sections = [.. WindowNumbers.Sections
                .Where(section => filtered || !section.IsOfFilter)
                .Select(section => new ComparedSection(section.Title, section.View, Pair([.. section.Of(left)], [.. section.Of(right)])))
                .Where(section => section.Rows.Count > 0)],
            Note = filtered ? "" : "of all packets: the filter has changed in between",
        };
    }

    /// <summary>A count that only one window has was 0 in the other; a time was not measured there.</summary>
    private static IReadOnlyList<ComparedRow> Pair(List<WindowValue> a, List<WindowValue> b)
    {
        var left = a.DistinctBy(value => value.Name).ToDictionary(value => value.Name);
        var right = b.DistinctBy(value => value.Name).ToDictionary(value => value.Name);
        var all = b.Concat(a).DistinctBy(value => value.Name).Select(value =>
        {
            double? none = value.Unit == ComparedUnit.PerSecond ? 0 : null;
            return (value.IsFirst, Row: new ComparedRow(value.Name, value.Unit,
                left.TryGetValue(value.Name, out var l) ? l.Value : none, right.TryGetValue(value.Name, out var r) ? r.Value : none));
        }).Where(pair => pair.IsFirst || pair.Row.A is > 0 || pair.Row.B is > 0).ToList();
        return
        [
            .. all.Where(pair => pair.IsFirst).Select(pair => pair.Row),
            .. all.Where(pair => !pair.IsFirst).Select(pair => pair.Row).OrderByDescending(Weight),
        ];
    }

    private static double Weight(ComparedRow row) => row.Difference is { } difference ? Math.Abs(difference) : Math.Max(row.A ?? 0, row.B ?? 0);
}
