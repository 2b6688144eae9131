using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>Columns as data: which fit, how rows are sorted, header and rows. Nothing of the rows is copied or kept.</summary>
/// <typeparam name="TRow">What a row shows.</typeparam>
public sealed class Table<TRow>
{
    /// <summary>Blank cells between columns.</summary>
    public const int Gap = 2;

    private readonly Column<TRow>[] _columns;

    /// <summary>A table.</summary>
    /// <param name="columns">From left to right.</param>
    public Table(params Column<TRow>[] columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns.Length, TableLayout.MaxColumns);
        _columns = columns;
        ColumnNames = [.. columns.Select(column => column.Name).Where(name => name.Length > 0)];
        SortColumns = [.. columns.Where(column => column.Sorts).Select(column => column.Name)];
    }

    /// <summary>Name of the column rows are sorted by unless the user wants another one; null leaves them as they are measured.</summary>
    public string? SortedBy { get; init; }

    /// <summary>Names of all columns.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Names of those that rows can be sorted by.</summary>
    public IReadOnlyList<string> SortColumns { get; }

    /// <summary>The column that rows are sorted by.</summary>
    public string? Sorted(TableState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Sort is { } wanted && Find(wanted) is { Sorts: true } ? wanted : SortedBy;
    }

    /// <summary>Indexes of the rows in the order of the screen. Valid until other rows of this table are sorted on this thread.</summary>
    public ReadOnlySpan<int> Order<TRows>(in TRows rows, TableState state)
        where TRows : struct, IRows<TRow>
    {
        ArgumentNullException.ThrowIfNull(state);
        var order = RowOrder.Of(this);
        string? name = Sorted(state);
        if (order.Holds(rows.Source, name, state.IsReversed, rows.Count))
        {
            return order.Known;
        }

        var column = name is null ? null : Find(name);
        var keys = order.Keys(rows.Count);
        for (int i = 0; i < keys.Length; i++)
        {
            double number = column is null ? i : column.By is { } by ? -by(rows.At(i)) : 0;
            keys[i] = new RowOrder.Key(double.IsNaN(number) ? double.PositiveInfinity : number, column?.ByText?.Invoke(rows.At(i)), state.IsReversed, i);
        }

        return order.Sort(rows.Source, name, state.IsReversed, rows.Count);
    }

    /// <summary>The row in a place of the screen; false when there is none.</summary>
    public bool TryAt<TRows>(in TRows rows, TableState state, int place, out int index)
        where TRows : struct, IRows<TRow>
    {
        index = place >= 0 && place < rows.Count ? Order(rows, state)[place] : -1;
        return index >= 0;
    }

    /// <summary>Chooses the columns that fit and gives the rest of the width to those that grow.</summary>
    public TableLayout Fit(int width, TableState? state = null)
    {
        state ??= TableState.Default;
        string? sorted = state.Sort is null ? null : Sorted(state);
        var layout = new TableLayout();
        int used = -Gap;
        for (int i = 0; i < _columns.Length; i++)
        {
            layout.Widths[i] = i == 0 || state.Shows(_columns[i].Name) ? _columns[i].Width : 0;
            used += layout.Widths[i] > 0 ? layout.Widths[i] + Gap : 0;
        }

        while (used > width && Dearest(ref layout, sorted) is var i and >= 0)
        {
            used -= layout.Widths[i] + Gap;
            layout.Widths[i] = 0;
        }

        Grow(ref layout, width - used);
        return layout;
    }

    /// <summary>Draws the header; a click on a column sorts by it.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="x">First column.</param>
    /// <param name="y">Row.</param>
    /// <param name="layout">Of <see cref="Fit"/>.</param>
    /// <param name="theme">Colours.</param>
    /// <param name="state">Order, to be marked; null for a table in a fixed order.</param>
    public void Header(Frame frame, int x, int y, in TableLayout layout, Theme theme, TableState? state = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(theme);
        string? sorted = state is null ? null : Sorted(state);
        for (int i = 0; i < _columns.Length; i++)
        {
            int width = layout.Widths[i];
            if (width == 0)
            {
                continue;
            }

            var column = _columns[i];
            frame.WriteFit(x, y, width, theme[Role.Header], column.Title, column.Align);
            if (sorted is not null && column.Name == sorted)
            {
                // Where the title leaves no room, the mark stands in the gap.
                int length = Math.Min(column.Title.Length, width);
                bool isDown = column.By is not null != state!.IsReversed;
                frame.Put(column.Align == Align.Right ? x + width - length - 1 : x + length, y, isDown ? '▼' : '▲', theme[Role.Key]);
            }

            if (state is not null && column.Sorts)
            {
                frame.Mark(new Rect(x, y, width + 1, 1), new Command(CommandKind.SortBy, 0, column.Name));
            }

            x += width + Gap;
        }
    }

    /// <summary>Draws one row.</summary>
    public void Row(Frame frame, int x, int y, in TableLayout layout, Theme theme, in TRow row, Style style)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            int width = layout.Widths[i];
            if (width > 0)
            {
                _columns[i].Write(frame, new Rect(x, y, width, 1), in row, style, theme);
                x += width + Gap;
            }
        }
    }

    /// <summary>Draws rows of the screen from <paramref name="first"/> to <paramref name="end"/>, the selected one marked; a click selects. Returns the row below.</summary>
    public int Rows<TRows>(Frame frame, Rect rect, in TableLayout layout, Theme theme, in TRows rows, ReadOnlySpan<int> order, int first, int end, int selected)
        where TRows : struct, IRows<TRow>
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(theme);
        int y = rect.Y;
        for (int i = first; i < end; i++, y++)
        {
            Row(frame, rect.X, y, layout, theme, rows.At(order[i]), theme[Role.Text]);
            var line = rect with { Y = y, Height = 1 };
            if (selected >= 0)
            {
                frame.Mark(line, new Command(CommandKind.SelectRow, i));
            }

            if (i == selected)
            {
                frame.Restyle(line, theme[Role.Selected]);
            }
        }

        return y;
    }

    /// <summary>Draws every column of one row below the other, with its title: what the width leaves out is here.</summary>
    public void Details(Frame frame, Rect area, ReadOnlySpan<char> title, in TRow row, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(theme);
        const int TitleWidth = 12, ValueWidth = 40;
        var inside = Popup.Draw(frame, area, Math.Min(TitleWidth + ValueWidth, area.Width - 4), ColumnNames.Count, title, theme);
        int y = inside.Y;
        foreach (var column in _columns)
        {
            if (column.Name.Length > 0 && y < inside.Bottom)
            {
                frame.WriteFit(inside.X, y, TitleWidth - 1, theme[Role.Header], column.Name);
                int width = Math.Min(column.Grow > 0 ? column.MaxWidth : column.Width, inside.Width - TitleWidth);
                column.Write(frame, new Rect(inside.X + TitleWidth, y, width, 1), in row, theme[Role.Text], theme);
                y++;
            }
        }
    }

    private Column<TRow>? Find(string name)
    {
        foreach (var column in _columns)
        {
            if (column.Name == name)
            {
                return column;
            }
        }

        return null;
    }

    private int Dearest(ref TableLayout layout, string? kept)
    {
        int dearest = -1;
        for (int i = 0; i < _columns.Length; i++)
        {
            if (layout.Widths[i] > 0 && _columns[i].Rank > 0 && _columns[i].Name != kept && (dearest < 0 || _columns[i].Rank > _columns[dearest].Rank))
            {
                dearest = i;
            }
        }

        return dearest;
    }

    private void Grow(ref TableLayout layout, int room)
    {
        int weights = 0;
        for (int i = 0; i < _columns.Length; i++)
        {
            weights += layout.Widths[i] > 0 ? _columns[i].Grow : 0;
        }

        for (int i = 0; i < _columns.Length && room > 0 && weights > 0; i++)
        {
            if (layout.Widths[i] > 0 && _columns[i].Grow > 0)
            {
                int more = Math.Min(room * _columns[i].Grow / weights, _columns[i].MaxWidth - layout.Widths[i]);
                (layout.Widths[i], room, weights) = (layout.Widths[i] + more, room - more, weights - _columns[i].Grow);
            }
        }
    }
}
