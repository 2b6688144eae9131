using System.Text;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Toolkits;

/// <summary>
/// The last frame, and which of its rows are not drawn yet, for toolkits that draw text in a loop of their own and pay for every cell they are given.
/// Frames come on one thread, drawing happens on another.
/// </summary>
public sealed class ChangedRows(TerminalTraits traits)
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private Cell[] _cells = [];
    private bool[] _changed = [];
    private int _width;

    /// <summary>Takes a copy of a frame. False when nothing is to be drawn.</summary>
    public bool Update(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        lock (_lock)
        {
            if (frame.Width != _width || frame.Height != _changed.Length)
            {
                (_width, _cells, _changed) = (frame.Width, new Cell[frame.Width * frame.Height], new bool[frame.Height]);
                Array.Fill(_changed, true);
            }

            for (int y = 0; y < frame.Height; y++)
            {
                var shown = _cells.AsSpan(y * _width, _width);
                var next = frame.Row(y);
                if (!next.SequenceEqual(shown))
                {
                    next.CopyTo(shown);
                    _changed[y] = true;
                }
            }

            return Array.IndexOf(_changed, true) >= 0;
        }
    }

    /// <summary>Every row is to be drawn again.</summary>
    public void Invalidate()
    {
        lock (_lock)
        {
            Array.Fill(_changed, true);
        }
    }

    /// <summary>Gives out the rows not drawn yet, whole, from left to right.</summary>
    public void Draw(Action<StyledText> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        lock (_lock)
        {
            for (int y = 0; y < _changed.Length; y++)
            {
                if (_changed[y])
                {
                    _changed[y] = false;
                    DrawRow(y, _cells.AsSpan(y * _width, _width), draw);
                }
            }
        }
    }

    private void DrawRow(int y, ReadOnlySpan<Cell> row, Action<StyledText> draw)
    {
        for (int x = 0, start = 0; x < row.Length; x++)
        {
            if (row[x].Rune == Cell.Continuation)
            {
                continue;
            }

            Append(row[x].Rune);

            // Widths are a matter of opinion: what follows a wide rune is placed, not counted.
            bool wide = Glyphs.WidthOf(row[x].Rune) == 2;
            int next = x + (wide ? 2 : 1);
            if (wide || next >= row.Length || !GoesOn(row[next], row[start].Style))
            {
                draw(new StyledText(start, y, ToolkitStyle.Of(row[start].Style, traits.Depth), _text.ToString()));
                _text.Clear();
                start = next;
            }
        }
    }

    // A blank has no foreground of its own.
    private static bool GoesOn(Cell cell, Style style) => cell.Style == style || (cell.Rune == ' ' && cell.Style == style.ForBlank);

    private void Append(int rune)
    {
        _text.Append(new Rune(traits.Ascii ? AsciiGlyphs.Of(rune) : rune).ToString());
        if (traits.Ascii && Glyphs.WidthOf(rune) == 2)
        {
            _text.Append(' ');
        }
    }
}
