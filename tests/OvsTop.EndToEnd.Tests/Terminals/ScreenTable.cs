using System.Text.RegularExpressions;

namespace OvsTop.EndToEnd.Tests.Terminals;

/// <summary>A row of a table as it is on the screen: cells by the titles above them.</summary>
internal sealed partial class ScreenTable
{
    private readonly Dictionary<string, string> _cells;

    private ScreenTable(Dictionary<string, string> cells) => _cells = cells;

    public string this[string title] => _cells[title];

    /// <summary>Reads a table down to the first row that has nothing in its first column.</summary>
    /// <param name="screen">A captured screen.</param>
    /// <param name="first">Title of its first, left-aligned column; columns to the left of it belong to something else.</param>
    public static IReadOnlyList<ScreenTable> Read(string screen, string first)
    {
        string[] rows = ScreenText.Rows(screen);
        var titles = new List<(string Title, int Start, int End)>();
        int header = Array.FindIndex(rows, row => Title().Matches(row).Any(match => match.Value == first));
        Assert.True(header >= 0, $"no table of {first} on\n{screen}");
        int left = Title().Matches(rows[header]).First(match => match.Value == first).Index;
        foreach (Match match in Title().Matches(rows[header], left))
        {
            titles.Add((match.Value.TrimStart('▼'), match.Index, match.Index + match.Length));
        }

        return [.. rows.Skip(header + 1).Select(row => row.PadRight(rows[header].Length)).TakeWhile(row => row[left] is not ' ' and not '─')
            .Select(row => new ScreenTable(titles.ToDictionary(t => t.Title, t => t.Title == first ? Right(row, t.Start) : Left(row, t.End))))];
    }

    /// <summary>All upcalls so far, of a screen with the table of handlers.</summary>
    public static long Upcalls(string screen) => Read(screen, "handler").Single(row => row["handler"] == "total").Number("total");

    /// <summary>A cell with a whole number, to the last digit.</summary>
    public long Number(string title) => long.Parse(_cells[title]);

    private static string Right(string row, int start) => row[start..].Split(' ')[0];

    private static string Left(string row, int end) => row[..Math.Min(end, row.Length)].Split(' ')[^1];

    /// <summary>One word, or two with a single blank between: columns are two apart.</summary>
    [GeneratedRegex(@"[^\s│─┬]+( [^\s│─┬]+)*")]
    private static partial Regex Title();
}
