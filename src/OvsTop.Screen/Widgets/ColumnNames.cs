using System.Collections.Immutable;

namespace OvsTop.Screen.Widgets;

/// <summary>Columns of a table as users write them: names with blanks or commas between, and a _ for a blank inside of one.</summary>
public static class ColumnNames
{
    /// <summary>A column as users write it.</summary>
    public static string Written(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Replace(' ', '_');
    }

    /// <summary>Reads what users have written.</summary>
    /// <param name="text">Nothing for all.</param>
    /// <param name="all">The columns there are.</param>
    /// <param name="unknown">The first that is none of these, as it was written; null when all are known.</param>
    public static ImmutableArray<string> Read(string text, IReadOnlyList<string> all, out string? unknown)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] wanted = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        unknown = wanted.FirstOrDefault(name => !all.Contains(name.Replace('_', ' ')));
        return [.. wanted.Select(name => name.Replace('_', ' '))];
    }
}
