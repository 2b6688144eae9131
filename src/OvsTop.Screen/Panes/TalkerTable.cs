using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Talkers; lines for those without room, for what belongs to nobody, and for all make it add up.</summary>
internal static class TalkerTable
{
    private const string ByRate = "/s";

    private static readonly Column<TalkerLine> Port =
        new("port", 12, Align.Left, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => PortName(f, c, r, s), Grow: 2, MaxWidth: 24) { ByText = r => r.Name };

    private static readonly Column<TalkerLine> Bridge =
        new("bridge", 8, Align.Left, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, t[Role.Dim], r.Bridge ?? ""), Rank: 6, Grow: 1, MaxWidth: 16) { ByText = r => r.Bridge };

    private static readonly Column<TalkerLine> Number =
        new("no.", 6, Align.Right, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => PortNumber(f, c, r, t), Rank: 8);

    private static readonly Column<TalkerLine> Key =
        new("talker", 20, Align.Left, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => Text(f, c, r, s), Grow: 6, MaxWidth: 90) { ByText = r => r.Text };

    private static readonly Column<TalkerLine>[] Figures =
    [
        new(ByRate, 5, Align.Right, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.PerSecond))) { By = r => r.PerSecond },
        new("share", 5, Align.Right, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Percent(r.Share))),
        new("", 8, Align.Left, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => Bar.Draw(f, c.X, c.Y, c.Width, r.IsTotal ? 0 : r.Share, t[Role.Bar]), Rank: 3, Grow: 2, MaxWidth: 30) { Name = "bar" },
        new("total", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.Total)), Rank: 4) { By = r => r.Total },
        new("±", 5, Align.Right, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => Bound(f, c, r, t), Rank: 2) { By = r => r.Bound ?? 0 },
        new("of all", 6, Align.Right, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) => Cells.Write(f, c, t[Role.Dim], Numbers.Percent(r.TotalShare)), Rank: 7),
        new("history", 10, Align.Left, (Frame f, Rect c, in TalkerLine r, Style s, Theme t) =>
            Chart.Sparkline(f, c.X, c.Y, c.Width, (r.History ?? Series.Empty).Values, t[Role.Spark]), Rank: 5, Grow: 3, MaxWidth: Series.Length),
    ];

    private static readonly Table<TalkerLine> Ports = new([Port, Bridge, Number, .. Figures]) { SortedBy = ByRate };
    private static readonly Table<TalkerLine> Others = new([Key, .. Figures]) { SortedBy = ByRate };
    private static readonly Table<TalkerLine> Brief = new([Port, Bridge, .. Figures[..3]]) { SortedBy = ByRate };

    /// <summary>Names of all columns, by whatever upcalls are counted.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. Ports.ColumnNames.Union(Others.ColumnNames)];

    /// <summary>Rows that show everything: header, talkers, rest, other, total.</summary>
    public static int Height(TalkerList list) => 1 + list.Rows.Count + Sums(list) + (list.More > 0 ? 1 : 0);

    /// <summary>Draws the table.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="rect">At least four rows.</param>
    /// <param name="list">The data.</param>
    /// <param name="state">Order; null for a table without selection that sums up what does not fit and has the least columns.</param>
    /// <param name="selected">Line to select and scroll to.</param>
    /// <param name="theme">Colours.</param>
    public static void Draw(Frame frame, Rect rect, TalkerList list, TableState? state, int selected, Theme theme)
    {
        var rows = new TalkerRows(list);
        int count = rows.Count;
        var table = state is null && list.Dimension is TalkerDimension.InPort ? Brief : Of(list);
        selected = state is null ? -1 : selected;
        state ??= TableState.Default;
        var order = table.Order(rows, state);
        var layout = table.Fit(rect.Width, state);
        table.Header(frame, rect.X, rect.Y, layout, theme, state);
        int rest = list.More > 0 ? 1 : 0;
        var window = Window.Of(count, rect.Height - 1 - Sums(list) - rest, selected);
        if (rest > 0 && window.End - window.First < count)
        {
            // One line serves both: those that are not listed and those without room.
            window = Window.Of(count, rect.Height - 1 - Sums(list), selected);
        }

        int y = table.Rows(frame, rect with { Y = rect.Y + 1 }, layout, theme, rows, order, window.First, window.End, selected);
        if (list.More > 0 || window.End - window.First < count)
        {
            var more = TalkerLine.Rest(list);
            for (int i = 0; i < count; i++)
            {
                if (i < window.First || i >= window.End)
                {
                    more.Add(list.Rows[order[i]]);
                }
            }

            table.Row(frame, rect.X, y++, layout, theme, more, theme[Role.Dim]);
        }

        if (HasOther(list))
        {
            table.Row(frame, rect.X, y++, layout, theme, TalkerLine.Sum(list.Other, isTotal: false), theme[Role.Dim]);
        }

        table.Row(frame, rect.X, y, layout, theme, TalkerLine.Sum(list.All, isTotal: true), theme[Role.Total]);
    }

    /// <summary>Talkers in the order of the screen.</summary>
    public static ITableView View(TalkerList list, TableState state) => new TableView<TalkerLine, TalkerRows>(Of(list), new TalkerRows(list), state);

    /// <summary>The talker in a row of the table, or null.</summary>
    public static TalkerRow? At(TalkerList list, TableState state, int row) => Of(list).TryAt(new TalkerRows(list), state, row, out int index) ? list.Rows[index] : null;

    private static Table<TalkerLine> Of(TalkerList list) => list.Dimension is TalkerDimension.InPort ? Ports : Others;

    private static int Sums(TalkerList list) => HasOther(list) ? 2 : 1;

    private static bool HasOther(TalkerList list) => list.Other.Total > 0 || list.Other.PerSecond > 0;

    private static void PortName(Frame frame, Rect cell, in TalkerLine row, Style style)
    {
        if (row.Name is { Length: > 0 } name)
        {
            frame.WriteFit(cell.X, cell.Y, cell.Width, style, name);
            return;
        }

        Text(frame, cell, row, style);
    }

    private static void PortNumber(Frame frame, Rect cell, in TalkerLine row, Theme theme)
    {
        if (row.Text is { } text && row.Bound is not null)
        {
            frame.WriteFit(cell.X, cell.Y, cell.Width, theme[Role.Dim], text, Align.Right);
        }
    }

    private static void Text(Frame frame, Rect cell, in TalkerLine row, Style style)
    {
        if (row.Text is null)
        {
            frame.Write(cell.X, cell.Y, style, $"{row.More} more");
            return;
        }

        frame.WriteFit(cell.X, cell.Y, cell.Width, style, row.Text);
    }

    private static void Bound(Frame frame, Rect cell, in TalkerLine row, Theme theme)
    {
        if (row.Bound is { } bound)
        {
            Cells.Write(frame, cell, theme[bound > 0 ? Role.Warn : Role.Dim], Numbers.Count(bound));
        }
    }
}
