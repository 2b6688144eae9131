namespace OvsTop.Analysis.Comparisons;

/// <summary>What a compared number is.</summary>
public enum ComparedUnit
{
    /// <summary>So many a second of the window.</summary>
    PerSecond,

    /// <summary>Microseconds.</summary>
    Us,

    /// <summary>What there was at the window's end.</summary>
    Level,
}
