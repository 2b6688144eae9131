using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Widgets;

/// <summary>One line of text with a cursor. A text too long for it is scrolled so that the cursor can be seen.</summary>
public readonly struct InputLine
{
    private readonly Rect _rect;
    private readonly string _text;
    private readonly int _first;
    private readonly int _cursor;

    /// <summary>Lays a text out.</summary>
    /// <param name="rect">One row.</param>
    /// <param name="text">The text, untrusted.</param>
    /// <param name="cursor">Offset of the cursor in it.</param>
    public InputLine(Rect rect, string text, int cursor)
    {
        (_rect, _text, _cursor) = (rect, text, cursor);

        // One column more than the text, for a cursor behind it.
        int width = TextWidth.Of(text) + 1;
        int at = TextWidth.Of(text.AsSpan(0, cursor));
        _first = width <= rect.Width ? 0 : Math.Clamp(at - rect.Width * 2 / 3, 0, width - rect.Width);
    }

    /// <summary>The column where a character of the text stands; it may be outside.</summary>
    public int ColumnOf(int offset) => _rect.X - _first + TextWidth.Of(_text.AsSpan(0, offset));

    /// <summary>Draws a piece of the text.</summary>
    public void Piece(Frame frame, int start, int length, Style style)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var clip = frame.Clip;
        frame.Clip = clip.Intersect(_rect);
        frame.WritePart(ColumnOf(start), _rect.Y, style, _text.AsSpan(start, length));
        frame.Clip = clip;
    }

    /// <summary>Draws the cursor, and marks where the text goes on. After the pieces.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="mark">Style of the marks.</param>
    public void Cursor(Frame frame, Style mark)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_first > 0)
        {
            frame.Put(_rect.X, _rect.Y, '…', mark);
        }

        if (ColumnOf(_text.Length) > _rect.Right)
        {
            frame.Put(_rect.Right - 1, _rect.Y, '…', mark);
        }

        int x = ColumnOf(_cursor);
        bool isWide = x + 1 < frame.Width && x >= 0 && frame[x + 1, _rect.Y].Rune == Cell.Continuation;
        frame.Restyle(new Rect(x, _rect.Y, isWide ? 2 : 1, 1), new Style(default, default, Modifiers.Reverse));
    }
}
