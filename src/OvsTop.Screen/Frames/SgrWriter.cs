namespace OvsTop.Screen.Frames;

/// <summary>Keeps the graphic rendition of a terminal in step with the cells that are sent.</summary>
internal sealed class SgrWriter(ByteBuffer output, ColorDepth depth)
{
    private static readonly (Modifiers Modifier, int Code)[] Codes =
        [(Modifiers.Bold, 1), (Modifiers.Dim, 2), (Modifiers.Underline, 4), (Modifiers.Reverse, 7)];

    private Style _current;
    private bool _first;

    /// <summary>The style as this terminal can show it.</summary>
    public Style Resolve(Style style) => style.For(depth);

    /// <summary>True when a cell of this (resolved) style can be sent as the rendition is.</summary>
    public bool Fits(int rune, Style resolved) => rune == ' ' && !resolved.MarksBlanks
        ? !_current.MarksBlanks && _current.Background == resolved.Background
        : _current == resolved;

    /// <summary>Back to the defaults, whatever the terminal was left in.</summary>
    public void Reset()
    {
        output.Append("\e[0m"u8);
        _current = default;
    }

    /// <summary>Makes the (resolved) style current.</summary>
    public void Set(Style resolved)
    {
        if (resolved == default)
        {
            Reset();
            return;
        }

        output.Append("\e["u8);
        _first = true;
        if ((_current.Modifiers & ~resolved.Modifiers) != 0)
        {
            Parameter(0);
            _current = default;
        }

        foreach (var (modifier, code) in Codes)
        {
            if ((resolved.Modifiers & ~_current.Modifiers & modifier) != 0)
            {
                Parameter(code);
            }
        }

        if (resolved.Foreground != _current.Foreground)
        {
            Color(resolved.Foreground, 30);
        }

        if (resolved.Background != _current.Background)
        {
            Color(resolved.Background, 40);
        }

        output.Append((byte)'m');
        _current = resolved;
    }

    private void Color(Color color, int offset)
    {
        if (color.HasRgb && depth >= ColorDepth.Ansi256)
        {
            Parameter(offset + 8);
            if (depth == ColorDepth.TrueColor)
            {
                Parameter(2);
                Parameter(color.R);
                Parameter(color.G);
                Parameter(color.B);
            }
            else
            {
                Parameter(5);
                Parameter(XtermPalette.Nearest(color));
            }

            return;
        }

        int index = color.AnsiIndex;
        Parameter(index < 0 ? offset + 9 : index < 8 ? offset + index : offset + 52 + index);
    }

    private void Parameter(int value)
    {
        if (!_first)
        {
            output.Append((byte)';');
        }

        _first = false;
        output.AppendNumber(value);
    }
}
