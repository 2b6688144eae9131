using System.Collections.Immutable;

namespace OvsTop.Screen.Widgets;

/// <summary>How the user wants a table: order and columns.</summary>
/// <param name="Sort">Name of the column that rows are sorted by; null as the table has it.</param>
/// <param name="IsReversed">True when the order is the other way round.</param>
/// <param name="Columns">Names of the columns shown; empty or default for all that fit.</param>
public sealed record TableState(string? Sort = null, bool IsReversed = false, ImmutableArray<string> Columns = default)
{
    /// <summary>As the table has it.</summary>
    public static TableState Default { get; } = new();

    /// <summary>Whether a column is wanted.</summary>
    public bool Shows(string column) => Columns.IsDefaultOrEmpty || Columns.Contains(column);
}
