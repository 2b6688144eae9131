namespace OvsTop.Screen.Frames;

/// <summary>Foreground, background and modifiers in one word, so that cells compare in one instruction.</summary>
/// <param name="Bits">Bits 0-29 foreground, 30-59 background, 60-63 modifiers.</param>
public readonly record struct Style(ulong Bits)
{
    private const ulong ColorMask = (1UL << 30) - 1;

    /// <summary>Packs a style.</summary>
    public Style(Color foreground, Color background = default, Modifiers modifiers = Modifiers.None)
        : this(foreground.Bits | (ulong)background.Bits << 30 | (ulong)modifiers << 60)
    {
    }

    /// <summary>The terminal's own colours.</summary>
    public static Style Default => default;

    /// <summary>Colour of the glyph.</summary>
    public Color Foreground => new((uint)(Bits & ColorMask));

    /// <summary>Colour behind the glyph.</summary>
    public Color Background => new((uint)(Bits >> 30 & ColorMask));

    /// <summary>Bold, dim, underline, reverse.</summary>
    public Modifiers Modifiers => (Modifiers)(Bits >> 60);

    /// <summary>True when a blank cell shows more than its background.</summary>
    public bool MarksBlanks => (Modifiers & (Modifiers.Underline | Modifiers.Reverse)) != 0;

    /// <summary>The style a blank needs: its foreground is invisible.</summary>
    public Style ForBlank => MarksBlanks ? this : new Style(Color.Default, Background);

    /// <summary>The same colours with further modifiers.</summary>
    public Style With(Modifiers modifiers) => new(Foreground, Background, Modifiers | modifiers);

    /// <summary>The style as a terminal can show it: a background without colours becomes reverse.</summary>
    public Style For(ColorDepth depth) => depth switch
    {
        ColorDepth.Mono => new Style(default, default, Background.IsDefault ? Modifiers : Modifiers | Modifiers.Reverse),
        ColorDepth.Ansi16 => new Style(Foreground.WithoutRgb(), Background.WithoutRgb(), Modifiers),
        _ => this,
    };

    /// <summary>This style laid over another: what this one leaves at its default shines through.</summary>
    public Style Over(Style below) => new(
        Foreground.IsDefault ? below.Foreground : Foreground,
        Background.IsDefault ? below.Background : Background,
        Modifiers | below.Modifiers);
}
