namespace OvsTop.Screen.Frames;

/// <summary>One place of the grid.</summary>
/// <param name="Rune">A printable Unicode scalar, or <see cref="Continuation"/>.</param>
/// <param name="Style">How it looks.</param>
public readonly record struct Cell(int Rune, Style Style)
{
    /// <summary>The right half of the wide rune before it.</summary>
    public const int Continuation = 0;

    /// <summary>A space in the terminal's own colours.</summary>
    public static Cell Blank => new(' ', default);
}
