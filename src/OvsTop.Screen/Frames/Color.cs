namespace OvsTop.Screen.Frames;

/// <summary>A colour as a theme names it: one of the 16 ANSI colours, and optionally the exact colour for terminals that can show it.</summary>
/// <param name="Bits">Bits 0-23 RGB, 24-27 ANSI index, 28 has an ANSI index, 29 has RGB; 0 is the terminal's default.</param>
public readonly record struct Color(uint Bits)
{
    private const uint AnsiFlag = 1u << 28;
    private const uint RgbFlag = 1u << 29;

    /// <summary>The terminal's own colour.</summary>
    public static Color Default => default;

    /// <summary>True for the terminal's own colour.</summary>
    public bool IsDefault => Bits == 0;

    /// <summary>True when an exact colour is known.</summary>
    public bool HasRgb => (Bits & RgbFlag) != 0;

    /// <summary>0 .. 15, or -1 for the terminal's own colour.</summary>
    public int AnsiIndex => (Bits & AnsiFlag) != 0 ? (int)(Bits >> 24) & 15 : -1;

    /// <summary>Red, 0 .. 255.</summary>
    public byte R => (byte)(Bits >> 16);

    /// <summary>Green, 0 .. 255.</summary>
    public byte G => (byte)(Bits >> 8);

    /// <summary>Blue, 0 .. 255.</summary>
    public byte B => (byte)Bits;

    /// <summary>One of the 16 colours, 0 black .. 15 bright white.</summary>
    public static Color Ansi(int index) => new(AnsiFlag | ((uint)index & 15) << 24);

    /// <summary>The same colour with its exact value.</summary>
    public Color WithRgb(byte r, byte g, byte b) => new((Bits & ~0xFFFFFFu) | RgbFlag | (uint)(r << 16 | g << 8 | b));

    /// <summary>The same colour without its exact value.</summary>
    public Color WithoutRgb() => AnsiIndex < 0 ? Default : Ansi(AnsiIndex);
}
