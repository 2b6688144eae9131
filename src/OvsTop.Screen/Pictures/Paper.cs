using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Pictures;

/// <summary>The colours that a terminal would lend: pictures have none to ask.</summary>
internal sealed class Paper
{
    private static readonly (byte R, byte G, byte B)[] Ansi =
    [
        (0x00, 0x00, 0x00), (0xcd, 0x31, 0x31), (0x2a, 0xa1, 0x4f), (0xb5, 0x89, 0x00), (0x3b, 0x78, 0xd8), (0xa3, 0x47, 0xba), (0x1e, 0x9a, 0xa8), (0xc8, 0xcc, 0xd2),
        (0x6b, 0x72, 0x80), (0xf1, 0x4c, 0x4c), (0x56, 0xc2, 0x71), (0xe5, 0xc0, 0x4b), (0x6c, 0xa4, 0xf2), (0xcf, 0x7d, 0xe0), (0x5f, 0xd0, 0xdc), (0xff, 0xff, 0xff),
    ];

    private readonly (byte R, byte G, byte B) _foreground;
    private readonly (byte R, byte G, byte B) _background;

    private Paper((byte R, byte G, byte B) foreground, (byte R, byte G, byte B) background) => (_foreground, _background) = (foreground, background);

    /// <summary>The colour of what is not drawn on, as CSS.</summary>
    public string Background => Css(_background);

    /// <summary>The colour of text without one, as CSS.</summary>
    public string Foreground => Css(_foreground);

    /// <summary>What suits a theme: a theme with bright titles is made for a dark terminal.</summary>
    public static Paper Of(Theme theme)
    {
        var dark = new Paper((0xc9, 0xd1, 0xd9), (0x0f, 0x13, 0x18));
        var (r, g, b) = Resolve(theme[Role.Title].Foreground, dark._foreground);
        return (r * 299) + (g * 587) + (b * 114) > 128_000 ? dark : new Paper((0x1f, 0x23, 0x28), (0xff, 0xff, 0xff));
    }

    /// <summary>The colours of a style as CSS; the background is null where it is the paper's.</summary>
    public (string Foreground, string? Background) Colors(Style style)
    {
        string foreground = Css(Resolve(style.Foreground, _foreground));
        string? background = style.Background.IsDefault ? null : Css(Resolve(style.Background, _background));
        return (style.Modifiers & Modifiers.Reverse) != 0 ? (background ?? Background, foreground) : (foreground, background);
    }

    private static (byte R, byte G, byte B) Resolve(Color color, (byte R, byte G, byte B) paper) =>
        color.HasRgb ? (color.R, color.G, color.B) : color.AnsiIndex >= 0 ? Ansi[color.AnsiIndex] : paper;

    private static string Css((byte R, byte G, byte B) color) => $"#{color.R:x2}{color.G:x2}{color.B:x2}";
}
