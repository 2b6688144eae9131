using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>Columns as data. The caller walks its rows; nothing is copied or kept.</summary>
/// <typeparam name="TRow">What a row shows.</typeparam>
public sealed class Table<TRow>(params Column<TRow>[] columns)
{
    /// <summary>Blank cells between columns.</summary>
    public const int Gap = 2;

    /// <summary>Chooses the columns that fit and gives the rest of the width to those that grow.</summary>
    public TableLayout Fit(int width)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns.Length, TableLayout.MaxColumns);
        var layout = new TableLayout();
        int used = -Gap;
        for (int i = 0; i < columns.Length; i++)
        {
            layout.Widths[i] = columns[i].Width;
            used += columns[i].Width + Gap;
        }

        while (used > width && Dearest(ref layout) is var i and >= 0)
        {
            used -= layout.Widths[i] + Gap;
            layout.Widths[i] = 0;
        }

        Grow(ref layout, width - used);
        return layout;
    }

    /// <summary>Draws the header.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="x">First column.</param>
    /// <param name="y">Row.</param>
    /// <param name="layout">Of <see cref="Fit"/>.</param>
    /// <param name="theme">Colours.</param>
    /// <param name="sorted">Title of the column that rows are sorted by, or null.</param>
    public void Header(Frame frame, int x, int y, in TableLayout layout, Theme theme, string? sorted = null)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            int width = layout.Widths[i];
            if (width == 0)
            {
                continue;
            }

            var column = columns[i];
            frame.WriteFit(x, y, width, theme[Role.Header], column.Title, column.Align);
            if (column.Title == sorted && column.Title.Length < width)
            {
                frame.Put(column.Align == Align.Right ? x + width - column.Title.Length - 1 : x + column.Title.Length, y, '▼', theme[Role.Key]);
            }

            x += width + Gap;
        }
    }

    /// <summary>Draws one row.</summary>
    public void Row(Frame frame, int x, int y, in TableLayout layout, Theme theme, in TRow row, Style style)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            int width = layout.Widths[i];
            if (width > 0)
            {
                columns[i].Write(frame, new Rect(x, y, width, 1), in row, style, theme);
                x += width + Gap;
            }
        }
    }

    private int Dearest(ref TableLayout layout)
    {
        int dearest = -1;
        for (int i = 0; i < columns.Length; i++)
        {
            if (layout.Widths[i] > 0 && columns[i].Rank > 0 && (dearest < 0 || columns[i].Rank > columns[dearest].Rank))
            {
                dearest = i;
            }
        }

        return dearest;
    }

    private void Grow(ref TableLayout layout, int room)
    {
        int weights = 0;
        for (int i = 0; i < columns.Length; i++)
        {
            weights += layout.Widths[i] > 0 ? columns[i].Grow : 0;
        }

        for (int i = 0; i < columns.Length && room > 0 && weights > 0; i++)
        {
            if (layout.Widths[i] > 0 && columns[i].Grow > 0)
            {
                int more = Math.Min(room * columns[i].Grow / weights, columns[i].MaxWidth - layout.Widths[i]);
                (layout.Widths[i], room, weights) = (layout.Widths[i] + more, room - more, weights - columns[i].Grow);
            }
        }
    }
}
