using OvsTop.Analysis.Snapshots;

namespace OvsTop.Screen.Panes;

/// <summary>A line of a table of reasons: one reason, several, or all.</summary>
/// <param name="Name">Reason; null when <paramref name="More"/> says it.</param>
/// <param name="More">Reasons that share the line.</param>
/// <param name="PerSecond">Rate.</param>
/// <param name="AllPerSecond">Rate of all.</param>
/// <param name="Total">Count.</param>
/// <param name="History">Rates of the past.</param>
/// <param name="IsTotal">True for the sum.</param>
/// <param name="IsKnown">False when nobody tells at present.</param>
internal readonly record struct ReasonLine(string? Name, int More, double PerSecond, double AllPerSecond, ulong Total, Series? History, bool IsTotal, bool IsKnown = true)
{
    public static ReasonLine Of(ReasonRow row, double all) => new(row.Name, 0, row.PerSecond, all, row.Total, row.History, false, row.IsKnown);

    public static ReasonLine Sum(double all, ulong total) => new("total", 0, all, all, total, null, true);
}
