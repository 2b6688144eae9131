namespace OvsTop.EndToEnd.Tests.Terminals;

/// <summary>A row of the table of view 2 as it is on the screen.</summary>
/// <param name="Name">Thread name, other, total.</param>
/// <param name="Upcalls">Since the start.</param>
internal sealed record UpcallTable(string Name, long Upcalls)
{
    /// <summary>Reads the rows between the header and the line of the total.</summary>
    public static IReadOnlyList<UpcallTable> Read(string screen)
    {
        string[] rows = ScreenText.Rows(screen);
        int header = Array.FindIndex(rows, row => row.StartsWith(" handler ", StringComparison.Ordinal) && row.Contains(" total ", StringComparison.Ordinal));
        Assert.True(header > 0, $"no table of handlers on\n{screen}");
        int end = rows[header].IndexOf(" total ", StringComparison.Ordinal) + " total".Length;
        var table = new List<UpcallTable>();
        for (int row = header + 1; table.Count == 0 || table[^1].Name != "total"; row++)
        {
            string name = rows[row].TrimStart().Split(' ')[0];
            table.Add(new UpcallTable(name, long.Parse(rows[row][..end].Split(' ')[^1])));
        }

        return table;
    }
}
