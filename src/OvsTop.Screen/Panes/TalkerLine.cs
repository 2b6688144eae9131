using OvsTop.Analysis.Snapshots;

namespace OvsTop.Screen.Panes;

/// <summary>A line of the talkers' table: one talker, several, or all.</summary>
internal struct TalkerLine
{
    /// <summary>Who; null when <see cref="More"/> says it.</summary>
    public string? Text;

    /// <summary>Talkers that share the line.</summary>
    public int More;

    public string Name;
    public string Bridge;
    public double PerSecond;
    public double Share;
    public ulong Total;
    public double TotalShare;
    public ulong? Bound;
    public Series? History;
    public bool IsTotal;

    public static TalkerLine Of(TalkerRow row) => new()
    {
        Text = row.Text,
        Name = row.Name,
        Bridge = row.Bridge,
        PerSecond = row.PerSecond,
        Share = row.Share,
        Total = row.Total,
        TotalShare = row.TotalShare,
        Bound = row.Bound,
        History = row.History,
    };

    /// <summary>A line for what is no talker.</summary>
    public static TalkerLine Sum(TalkerRow row, bool isTotal) => Of(row) with { Bound = null, IsTotal = isTotal };

    /// <summary>The talkers that are not listed.</summary>
    public static TalkerLine Rest(TalkerList list) => Sum(list.Rest, isTotal: false) with { Text = null, More = list.More };

    /// <summary>Adds what adds up.</summary>
    public void Add(TalkerRow row)
    {
        More++;
        PerSecond += row.PerSecond;
        Share += row.Share;
        Total += row.Total;
        TotalShare += row.TotalShare;
    }
}
