namespace OvsTop.Screen.Frames;

/// <summary>
/// Turns frames into the bytes that bring a terminal from the last one to the next: changed cells only, rendition after rendition, small unchanged
/// gaps rewritten instead of jumped over, a blank's foreground ignored, many blanks erased, everything inside one synchronized update. Allocates
/// nothing while the size stays.
/// </summary>
public sealed class FrameDiff
{
    /// <summary>Bytes up to which cells are rewritten instead of jumped over or erased.</summary>
    private const int MaxGap = 4;

    /// <summary>Blanks up to which they are written: behind more that are erased the cursor has to be moved.</summary>
    private const int MaxBlanks = 8;

    private readonly ByteBuffer _output = new();
    private readonly SgrWriter _sgr;
    private readonly bool _ascii;
    private Cell[] _shown = [];
    private int _width;
    private int _height;
    private bool _repaint = true;
    private readonly ChangedStyles _styles = new();
    private Style? _pass;
    private int _x;
    private int _y;

    /// <summary>A terminal in an unknown state.</summary>
    public FrameDiff(TerminalTraits traits)
    {
        _sgr = new SgrWriter(_output, traits.Depth);
        _ascii = traits.Ascii;
    }

    /// <summary>Forgets what the terminal shows: the next update paints everything.</summary>
    public void Invalidate() => _repaint = true;

    /// <summary>The bytes for the next frame; empty when nothing changed. Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Update(Frame next)
    {
        _output.Clear();
        _output.Append("\e[?2026h"u8);
        int start = _output.Length;
        _x = -1;
        if (_repaint || next.Width != _width || next.Height != _height)
        {
            (_width, _height, _repaint) = (next.Width, next.Height, false);
            _shown = _shown.Length == _width * _height ? _shown : new Cell[_width * _height];
            Array.Fill(_shown, Cell.Blank);
            _sgr.Reset();
            _output.Append("\e[2J"u8);
        }

        Look(next);
        for (int i = 0; i < _styles.Count; i++)
        {
            _pass = _styles.All[i];
            for (int y = 0; y < _height; y++)
            {
                if (_styles.Has(y, i))
                {
                    Line(y, next.Row(y), _shown.AsSpan(y * _width, _width));
                }
            }
        }

        _pass = null;
        for (int y = 0; y < _height; y++)
        {
            if (_styles.HasMore(y))
            {
                Line(y, next.Row(y), _shown.AsSpan(y * _width, _width));
            }
        }

        if (_output.Length == start)
        {
            return default;
        }

        _output.Append("\e[?2026l"u8);
        return _output.Written;
    }

    private void Look(Frame next)
    {
        _styles.Clear(_height);
        for (int y = 0; y < _height; y++)
        {
            var row = next.Row(y);
            var shown = _shown.AsSpan(y * _width, _width);
            for (int x = row.CommonPrefixLength(shown); x < row.Length; x++)
            {
                if (row[x] == Cell.Blank && shown[x] != Cell.Blank)
                {
                    _styles.AddBlank(y);
                }
                else if (row[x] != shown[x])
                {
                    _styles.Add(y, _sgr.Resolve(row[x].Style));
                }
            }
        }
    }

    // Sends the changed cells of a row that are for this pass, and the blanks beside them.
    private void Line(int y, ReadOnlySpan<Cell> next, Span<Cell> shown)
    {
        int end = EndOfInk(next);
        for (int x = 0; x < next.Length; x++)
        {
            if (next[x] == shown[x] || !IsForPass(next[x], x, y))
            {
                continue;
            }

            if (next[x].Rune == Cell.Continuation)
            {
                shown[x] = next[x];
                continue;
            }

            while (x > 0 && next[x - 1] == Cell.Blank && shown[x - 1] != Cell.Blank && TakesBlanks)
            {
                x--;
            }

            MoveTo(x, y, next, shown);
            int blanks = x >= end ? next.Length - x : ChangedBlanks(next, shown, x);
            if (blanks > (x >= end ? MaxGap : MaxBlanks))
            {
                Erase(x >= end ? 0 : blanks);
                next.Slice(x, blanks).CopyTo(shown[x..]);
                continue;
            }

            shown[x] = next[x];
            Send(next[x]);
        }
    }

    // A blank is for the pass of its neighbour, or for the last.
    private bool IsForPass(Cell cell, int x, int y) =>
        _pass is not { } style || (cell == Cell.Blank ? TakesBlanks && _x == x && _y == y : _sgr.Resolve(cell.Style) == style);

    private bool TakesBlanks => _pass is not { } style || (style.Background.IsDefault && !style.MarksBlanks);

    // From a cell on: up to the last one that has changed.
    private static int ChangedBlanks(ReadOnlySpan<Cell> next, ReadOnlySpan<Cell> shown, int from)
    {
        int end = from;
        for (int x = from; x < next.Length && next[x] == Cell.Blank; x++)
        {
            end = shown[x] == Cell.Blank ? end : x + 1;
        }

        return end - from;
    }

    // So many cells, or the rest of the line. The cursor stays.
    private void Erase(int cells)
    {
        if (!_sgr.Fits(' ', default))
        {
            _sgr.Set(_pass ?? default);
        }

        _output.Append("\e["u8);
        if (cells > 0)
        {
            _output.AppendNumber(cells);
        }

        _output.Append(cells > 0 ? (byte)'X' : (byte)'K');
    }

    // The cheapest way: by rewriting what is between, relative, or absolute.
    private void MoveTo(int x, int y, ReadOnlySpan<Cell> row, Span<Cell> shown)
    {
        int columns = x - _x;
        if (_x >= 0 && _y == y)
        {
            if (columns >= 0 && columns <= MaxGap && CanRewrite(row[_x..x]))
            {
                while (_x < x)
                {
                    shown[_x] = row[_x];
                    Send(row[_x]);
                }
            }
            else
            {
                Move(Math.Abs(columns), columns > 0 ? (byte)'C' : (byte)'D');
            }
        }
        else if (_x == x && y > _y)
        {
            Move(y - _y, (byte)'B');
        }
        else
        {
            _output.Append("\e["u8);
            _output.AppendNumber(y + 1);
            if (x > 0)
            {
                _output.Append((byte)';');
                _output.AppendNumber(x + 1);
            }

            _output.Append((byte)'H');
        }

        (_x, _y) = (x, y);
    }

    private void Move(int places, byte direction)
    {
        _output.Append("\e["u8);
        if (places > 1)
        {
            _output.AppendNumber(places);
        }

        _output.Append(direction);
    }

    private bool CanRewrite(ReadOnlySpan<Cell> gap)
    {
        int bytes = 0;
        foreach (var cell in gap)
        {
            bytes += cell.Rune < 0x80 ? 1 : cell.Rune < 0x800 ? 2 : 3;
            if (cell.Rune is Cell.Continuation or >= 0x1100 and not (>= 0x2500 and < 0x25A0) || bytes > MaxGap || !_sgr.Fits(cell.Rune, _sgr.Resolve(cell.Style)))
            {
                return false;
            }
        }

        return true;
    }

    private void Send(Cell cell)
    {
        var style = _sgr.Resolve(cell.Style);
        if (!_sgr.Fits(cell.Rune, style))
        {
            _sgr.Set(cell == Cell.Blank && _pass is { } pass ? pass : style);
        }

        int width = Glyphs.WidthOf(cell.Rune);
        if (_ascii)
        {
            _output.AppendRune(AsciiGlyphs.Of(cell.Rune));
            if (width == 2)
            {
                _output.Append((byte)' ');
            }
        }
        else
        {
            _output.AppendRune(cell.Rune);
        }

        // Terminals disagree about wide runes and about the cursor after the last column: ask nothing, move explicitly.
        _x = width == 2 || _x + width >= _width ? -1 : _x + 1;
    }

    private static int EndOfInk(ReadOnlySpan<Cell> row)
    {
        int end = row.Length;
        while (end > 0 && row[end - 1] == Cell.Blank)
        {
            end--;
        }

        return end;
    }
}
