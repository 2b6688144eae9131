namespace OvsTop.Screen.Widgets;

/// <summary>A table as those see it who move through it: rows are counted in the order of the screen.</summary>
public interface ITableView
{
    /// <summary>Rows that can be selected.</summary>
    int Count { get; }

    /// <summary>Names of all columns.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Names of the columns that rows can be sorted by; empty when the order is fixed.</summary>
    IReadOnlyList<string> SortColumns { get; }

    /// <summary>The column rows are sorted by now; null for none.</summary>
    string? Sorted { get; }

    /// <summary>What is in a row of the screen; null when there is no such row.</summary>
    string? IdentityAt(int row);

    /// <summary>The row of the screen where something is; -1 when it is gone.</summary>
    int Find(string wanted);
}
