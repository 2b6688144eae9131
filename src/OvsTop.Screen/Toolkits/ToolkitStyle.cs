using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Toolkits;

/// <summary>A style as Terminal.Gui numbers it (Terminal.Gui.Drawing.ColorName16 and TextStyle of 2.4).</summary>
/// <param name="Foreground">Colour of the glyph: <see cref="OwnColor"/>, a name of 0 .. 15, or <see cref="Exact"/> and 24 bits.</param>
/// <param name="Background">Colour behind the glyph, likewise.</param>
/// <param name="Text">Bits: 1 bold, 2 faint, 8 underline, 32 reverse.</param>
public readonly record struct ToolkitStyle(int Foreground, int Background, byte Text)
{
    /// <summary>The terminal's own colour.</summary>
    public const int OwnColor = -1;

    /// <summary>Set where the other bits are red, green and blue.</summary>
    public const int Exact = 1 << 24;

    private static readonly (Modifiers Modifier, byte Bit)[] Bits = [(Modifiers.Bold, 1), (Modifiers.Dim, 2), (Modifiers.Underline, 8), (Modifiers.Reverse, 32)];

    /// <summary>The style as a terminal of this depth can show it.</summary>
    public static ToolkitStyle Of(Style style, ColorDepth depth)
    {
        style = style.For(depth);
        byte text = 0;
        foreach (var (modifier, bit) in Bits)
        {
            text |= (style.Modifiers & modifier) != 0 ? bit : (byte)0;
        }

        return new ToolkitStyle(Color(style.Foreground), Color(style.Background), text);
    }

    private static int Color(Color color) => color.HasRgb ? Exact | color.R << 16 | color.G << 8 | color.B : color.AnsiIndex < 0 ? OwnColor : Name(color.AnsiIndex);

    // The names count blue, green, red as PCs did; ANSI red, green, blue.
    private static int Name(int ansi) => (ansi & 0b1010) | (ansi & 1) << 2 | (ansi & 4) >> 2;
}
