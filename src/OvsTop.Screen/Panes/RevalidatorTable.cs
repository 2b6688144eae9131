using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Revalidator threads.</summary>
internal static class RevalidatorTable
{
    private static readonly Table<RevalidatorLine> Table = new(
        new("thread", 15, Align.Left, (Frame f, Rect c, in RevalidatorLine r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Name)) { ByText = r => r.Name },
        new("tid", 7, Align.Right, (Frame f, Rect c, in RevalidatorLine r, Style s, Theme t) => Tid(f, c, r, t), Rank: 1) { By = r => r.Tid },
        new("verdicts/s", 10, Align.Right, (Frame f, Rect c, in RevalidatorLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.ResultsPerSecond))) { By = r => r.ResultsPerSecond },
        new("deletes/s", 9, Align.Right, (Frame f, Rect c, in RevalidatorLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.DeletesPerSecond))) { By = r => r.DeletesPerSecond },
        new("retrans/s", 9, Align.Right, (Frame f, Rect c, in RevalidatorLine r, Style s, Theme t) =>
            Cells.Write(f, c, s, Numbers.Rate(r.RetranslationsPerSecond)), Rank: 2)
        { By = r => r.RetranslationsPerSecond },
        new("verdicts", 8, Align.Right, (Frame f, Rect c, in RevalidatorLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Results)), Rank: 4) { By = r => r.Results },
        new("deletes", 7, Align.Right, (Frame f, Rect c, in RevalidatorLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Deletes)), Rank: 3) { By = r => r.Deletes });

    /// <summary>Names of all columns.</summary>
    public static IReadOnlyList<string> Columns => Table.ColumnNames;

    /// <summary>Rows that show everything: header, threads, total.</summary>
    public static int Height(IReadOnlyList<RevalidatorRow> threads) => threads.Count + 2;

    /// <summary>Draws the header, the threads that fit, scrolled to the selected one, and their sum.</summary>
    public static void Draw(Frame frame, Rect rect, IReadOnlyList<RevalidatorRow> threads, int selected, TableState state, Theme theme)
    {
        var rows = new RevalidatorRows(threads);
        var layout = Table.Fit(rect.Width, state);
        Table.Header(frame, rect.X, rect.Y, layout, theme, state);
        selected = Math.Min(selected, threads.Count - 1);
        var window = Window.Of(threads.Count, rect.Height - 2, selected);
        int y = Table.Rows(frame, rect with { Y = rect.Y + 1 }, layout, theme, rows, Table.Order(rows, state), window.First, window.End, selected);
        if (window.End - window.First < threads.Count)
        {
            frame.Write(rect.X, y++, theme[Role.Dim], $"{threads.Count - window.End + window.First} more");
        }

        if (y < rect.Bottom && threads.Count > 1)
        {
            var total = new RevalidatorLine("total", 0, 0, 0, 0, 0, 0);
            for (int i = 0; i < threads.Count; i++)
            {
                total = total.Plus(threads[i]);
            }

            Table.Row(frame, rect.X, y, layout, theme, total, theme[Role.Total]);
        }
    }

    /// <summary>Threads in the order of the screen.</summary>
    public static ITableView View(IReadOnlyList<RevalidatorRow> threads, TableState state) => new TableView<RevalidatorLine, RevalidatorRows>(Table, new RevalidatorRows(threads), state);

    /// <summary>Everything about the thread in a row, over the view.</summary>
    public static void Details(Frame frame, Rect area, IReadOnlyList<RevalidatorRow> threads, TableState state, int row, Theme theme)
    {
        if (Table.TryAt(new RevalidatorRows(threads), state, Math.Min(row, threads.Count - 1), out int index))
        {
            Table.Details(frame, area, " Revalidator thread ", RevalidatorLine.Of(threads[index]), theme);
        }
    }

    private static void Tid(Frame frame, Rect cell, in RevalidatorLine row, Theme theme)
    {
        if (row.Tid != 0)
        {
            frame.WriteRight(cell.Right, cell.Y, theme[Role.Dim], row.Tid);
        }
    }
}
