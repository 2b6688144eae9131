using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using OvsTop.Screen.Input;

namespace OvsTop.Screen.Frames;

/// <summary>
/// A grid of cells that panes draw on. Drawing outside <see cref="Clip"/> is ignored, and no rune gets in that a terminal could take for
/// anything but itself (<see cref="Glyphs.Clean"/>). Nothing here allocates except the constructor and <see cref="Resize"/>.
/// </summary>
public sealed class Frame
{
    private readonly List<(Rect Rect, Command Command)> _targets = [];
    private Cell[] _cells = [];
    private Rect _clip;

    /// <summary>A blank frame.</summary>
    public Frame(int width, int height) => Resize(width, height);

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>All of it.</summary>
    public Rect Bounds => new(0, 0, Width, Height);

    /// <summary>Where drawing has an effect; never larger than the frame.</summary>
    public Rect Clip
    {
        get => _clip;
        set => _clip = value.Intersect(Bounds);
    }

    /// <summary>What is asked for by a click on a cell; none where nothing is.</summary>
    public Command TargetAt(int x, int y)
    {
        for (int i = _targets.Count - 1; i >= 0; i--)
        {
            var (rect, command) = _targets[i];
            if (x >= rect.X && x < rect.Right && y >= rect.Y && y < rect.Bottom)
            {
                return command;
            }
        }

        return default;
    }

    /// <summary>Says what a click on cells asks for; what is said last is what counts.</summary>
    public void Mark(Rect rect, Command command)
    {
        rect = rect.Intersect(_clip);
        if (!rect.IsEmpty)
        {
            _targets.Add((rect, command));
        }
    }

    /// <summary>Columns before the newest value of every history where a mark stands, and how it looks; none after <see cref="Clear"/>.</summary>
    public (IReadOnlyList<int> Before, Style Style) HistoryMarks { get; set; } = ([], default);

    /// <summary>One cell.</summary>
    public Cell this[int x, int y] => Row(y)[x];

    /// <summary>The cells of one row.</summary>
    public ReadOnlySpan<Cell> Row(int y) => _cells.AsSpan(y * Width, Width);

    /// <summary>Changes the size and blanks everything.</summary>
    public void Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        if (width != Width || height != Height)
        {
            (Width, Height, _cells) = (width, height, new Cell[width * height]);
        }

        Clear(default);
    }

    /// <summary>Blanks everything and resets <see cref="Clip"/> and <see cref="HistoryMarks"/>.</summary>
    public void Clear(Style style)
    {
        Clip = Bounds;
        _targets.Clear();
        HistoryMarks = ([], default);
        Array.Fill(_cells, new Cell(' ', style.ForBlank));
    }

    /// <summary>Puts one rune. Returns the column after it.</summary>
    public int Put(int x, int y, int rune, Style style)
    {
        rune = Glyphs.Clean(rune);
        if (rune < 0)
        {
            return x;
        }

        int width = Glyphs.WidthOf(rune);
        if (y < _clip.Y || y >= _clip.Bottom || x >= _clip.Right || x + width <= _clip.X)
        {
            return x + width;
        }

        if (width == 2)
        {
            if (x < _clip.X || x + 2 > _clip.Right)
            {
                Store(Math.Max(x, _clip.X), y, new Cell(' ', style.ForBlank));
                return x + 2;
            }

            Store(x, y, new Cell(rune, style));
            Store(x + 1, y, Cell.Blank);
            _cells[y * Width + x] = new Cell(rune, style);
            _cells[y * Width + x + 1] = new Cell(Cell.Continuation, style);
            return x + 2;
        }

        Store(x, y, new Cell(rune, rune == ' ' ? style.ForBlank : style));
        return x + 1;
    }

    /// <summary>Writes text from left to right. Returns the column after it. Where the clip cuts it, the word that is cut becomes an ellipsis: no number is ever shown in part.</summary>
    public int Write(int x, int y, Style style, ReadOnlySpan<char> text)
    {
        int start = x, ink = x;
        x = Runes(x, y, style, text, ref ink);
        if (ink > _clip.Right && start >= _clip.X && start < _clip.Right && y >= _clip.Y && y < _clip.Bottom)
        {
            Cut(start, y, style);
        }

        return x;
    }

    /// <summary>The same for text that is cut on purpose: what is outside is left out without a word.</summary>
    public int WritePart(int x, int y, Style style, ReadOnlySpan<char> text)
    {
        int ink = x;
        return Runes(x, y, style, text, ref ink);
    }

    /// <summary>Writes interpolated text without making a string. Returns the column after it.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The frame is passed to the handler, which does the work.")]
    public int Write(int x, int y, Style style, [InterpolatedStringHandlerArgument("", nameof(x), nameof(y), nameof(style))] ref FrameWriter text) =>
        text.X;

    /// <summary>Writes text into so many columns; text that does not fit ends in an ellipsis.</summary>
    public void WriteFit(int x, int y, int width, Style style, ReadOnlySpan<char> text, Align align = Align.Left)
    {
        if (width <= 0)
        {
            return;
        }

        int needed = TextWidth.Of(text);
        var clip = Clip;
        if (needed <= width)
        {
            Write(align == Align.Right ? x + width - needed : x, y, style, text);
            return;
        }

        Clip = clip.Intersect(new Rect(x, y, width - 1, 1));
        WritePart(x, y, style, text);
        Clip = clip;
        Put(x + width - 1, y, '…', style);
    }

    /// <summary>Writes a number that ends before a column; it is never cut.</summary>
    public void WriteRight<T>(int right, int y, Style style, T value)
        where T : ISpanFormattable
    {
        Span<char> buffer = stackalloc char[32];
        if (!value.TryFormat(buffer, out int length, default, null))
        {
            throw new FormatException($"{typeof(T).Name} needs more than {buffer.Length} characters");
        }

        Write(right - TextWidth.Of(buffer[..length]), y, style, buffer[..length]);
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(Rect rect, int rune, Style style)
    {
        rect = rect.Intersect(_clip);
        for (int y = rect.Y; y < rect.Bottom; y++)
        {
            for (int x = rect.X; x < rect.Right; x++)
            {
                Put(x, y, rune, style);
            }
        }
    }

    /// <summary>Lays a style over what is drawn.</summary>
    public void Restyle(Rect rect, Style style)
    {
        rect = rect.Intersect(_clip);
        for (int y = rect.Y; y < rect.Bottom; y++)
        {
            foreach (ref var cell in _cells.AsSpan(y * Width + rect.X, rect.Width))
            {
                var over = style.Over(cell.Style);
                cell = cell with { Style = cell.Rune == ' ' ? over.ForBlank : over };
            }
        }
    }

    // Ink is the column after the last rune that is no blank.
    private int Runes(int x, int y, Style style, ReadOnlySpan<char> text, ref int ink)
    {
        while (!text.IsEmpty)
        {
            // An unpaired surrogate decodes to U+FFFD.
            Rune.DecodeFromUtf16(text, out var rune, out int used);
            x = Put(x, y, rune.Value, style);
            ink = rune.Value == ' ' ? ink : x;
            text = text[used..];
        }

        return x;
    }

    private void Cut(int start, int y, Style style)
    {
        int word = _clip.Right - 1;
        while (word > start && _cells[y * Width + word - 1].Rune != ' ')
        {
            word--;
        }

        for (int x = word; x < _clip.Right; x++)
        {
            Store(x, y, new Cell(' ', style.ForBlank));
        }

        Store(word, y, new Cell('…', style));
    }

    // Whatever overwrites one half of a wide rune blanks the other half.
    private void Store(int x, int y, Cell cell)
    {
        int at = y * Width + x;
        if (_cells[at].Rune == Cell.Continuation && x > 0)
        {
            _cells[at - 1] = new Cell(' ', _cells[at - 1].Style.ForBlank);
        }

        if (x + 1 < Width && _cells[at + 1].Rune == Cell.Continuation)
        {
            _cells[at + 1] = new Cell(' ', _cells[at + 1].Style.ForBlank);
        }

        _cells[at] = cell;
    }
}
