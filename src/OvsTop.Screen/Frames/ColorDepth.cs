namespace OvsTop.Screen.Frames;

/// <summary>Colours a terminal can show.</summary>
public enum ColorDepth
{
    /// <summary>None: bold, dim, underline and reverse only.</summary>
    Mono,

    /// <summary>The 16 ANSI colours.</summary>
    Ansi16,

    /// <summary>The 256 colours of xterm.</summary>
    Ansi256,

    /// <summary>24 bits.</summary>
    TrueColor,
}
