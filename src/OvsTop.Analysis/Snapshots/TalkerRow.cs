using OvsTop.Model.Talkers;

namespace OvsTop.Analysis.Snapshots;

/// <summary>One talker.</summary>
public sealed record TalkerRow
{
    /// <summary>Who.</summary>
    public TalkerKey Key { get; init; }

    /// <summary>The key as text.</summary>
    public required string Text { get; init; }

    /// <summary>Name of the port; empty for other keys and when not known. Untrusted text.</summary>
    public string Name { get; init; } = "";

    /// <summary>Bridge of the port; empty when not known. Untrusted text.</summary>
    public string Bridge { get; init; } = "";

    /// <summary>Upcalls counted since the dimension is.</summary>
    public ulong Total { get; init; }

    /// <summary>There were at least <see cref="Total"/> upcalls, and at most so many more.</summary>
    public ulong Bound { get; init; }

    /// <summary>Upcalls per second in the interval.</summary>
    public double PerSecond { get; init; }

    /// <summary>Part of all upcalls in the interval.</summary>
    public double Share { get; init; }

    /// <summary>Part of all upcalls since the dimension is counted.</summary>
    public double TotalShare { get; init; }

    /// <summary>Upcalls per second over the last ticks.</summary>
    public Series History { get; init; } = Series.Empty;
}
