namespace OvsTop.Screen.Frames;

/// <summary>
/// Turns frames into the bytes that bring a terminal from the last one to the next: changed cells only, unchanged gaps of up to three cells
/// rewritten instead of jumped over, the rendition kept between cells, a blank's foreground ignored, everything inside one synchronized
/// update. Allocates nothing while the size stays.
/// </summary>
public sealed class FrameDiff
{
    private const int MaxGap = 3;

    private readonly ByteBuffer _output = new();
    private readonly SgrWriter _sgr;
    private readonly bool _ascii;
    private Cell[] _shown = [];
    private int _width;
    private int _height;
    private bool _repaint = true;
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

        for (int y = 0; y < _height; y++)
        {
            Line(y, next.Row(y), _shown.AsSpan(y * _width, _width));
        }

        if (_output.Length == start)
        {
            return default;
        }

        _output.Append("\e[?2026l"u8);
        return _output.Written;
    }

    private void Line(int y, ReadOnlySpan<Cell> next, Span<Cell> shown)
    {
        int end = -1;
        for (int x = 0; x < next.Length; x++)
        {
            if (next[x] == shown[x])
            {
                continue;
            }

            if (end < 0)
            {
                end = EndOfInk(next);
            }

            if (x >= end && next.Length - x > MaxGap)
            {
                MoveTo(x, y, next);
                if (!_sgr.Fits(' ', default))
                {
                    _sgr.Reset();
                }

                _output.Append("\e[K"u8);
                next[x..].CopyTo(shown[x..]);
                return;
            }

            shown[x] = next[x];
            if (next[x].Rune != Cell.Continuation)
            {
                MoveTo(x, y, next);
                Send(next[x]);
            }
        }
    }

    private void MoveTo(int x, int y, ReadOnlySpan<Cell> row)
    {
        if (_x >= 0 && _y == y)
        {
            if (_x == x || (x > _x && x - _x <= MaxGap && CanRewrite(row[_x..x])))
            {
                while (_x < x)
                {
                    Send(row[_x]);
                }

                return;
            }

            if (x > _x)
            {
                _output.Append("\e["u8);
                _output.AppendNumber(x - _x);
                _output.Append((byte)'C');
                _x = x;
                return;
            }
        }

        _output.Append("\e["u8);
        _output.AppendNumber(y + 1);
        if (x > 0)
        {
            _output.Append((byte)';');
            _output.AppendNumber(x + 1);
        }

        _output.Append((byte)'H');
        (_x, _y) = (x, y);
    }

    private bool CanRewrite(ReadOnlySpan<Cell> gap)
    {
        foreach (var cell in gap)
        {
            if (cell.Rune is Cell.Continuation or >= 0x1100 and not (>= 0x2500 and < 0x25A0) || !_sgr.Fits(cell.Rune, _sgr.Resolve(cell.Style)))
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
            _sgr.Set(style);
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
