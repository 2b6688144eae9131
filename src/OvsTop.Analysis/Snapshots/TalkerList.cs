using OvsTop.Model.Talkers;

namespace OvsTop.Analysis.Snapshots;

/// <summary>Who causes upcalls, by one dimension. Rows, <see cref="Rest"/> and <see cref="Other"/> add up to <see cref="All"/>.</summary>
public sealed record TalkerList
{
    /// <summary>By what.</summary>
    public required TalkerDimension Dimension { get; init; }

    /// <summary>The loudest, of the interval first.</summary>
    public required IReadOnlyList<TalkerRow> Rows { get; init; }

    /// <summary>How many talkers are known but not listed.</summary>
    public int More { get; init; }

    /// <summary>What they caused together.</summary>
    public required TalkerRow Rest { get; init; }

    /// <summary>What belongs to no known talker: those that made room for others, and upcalls that were not attributed.</summary>
    public required TalkerRow Other { get; init; }

    /// <summary>All upcalls.</summary>
    public required TalkerRow All { get; init; }
}
