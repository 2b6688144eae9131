using System.Text;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Pictures;

/// <summary>Cells of a row, side by side, that look the same.</summary>
/// <param name="X">First column.</param>
/// <param name="Columns">How many.</param>
/// <param name="Style">Their style.</param>
/// <param name="Text">What stands in them.</param>
internal readonly record struct Run(int X, int Columns, Style Style, string Text)
{
    /// <summary>The runs of a row, from left to right, blanks included.</summary>
    public static IEnumerable<Run> Of(Frame frame, int y)
    {
        var text = new StringBuilder();
        int start = 0;
        for (int x = 0; x <= frame.Width; x++)
        {
            if (x == frame.Width || (x > start && !GoesOn(frame[x, y], frame[start, y].Style)))
            {
                yield return new Run(start, x - start, frame[start, y].Style, text.ToString());
                text.Clear();
                start = x;
            }

            if (x < frame.Width && frame[x, y].Rune is not Cell.Continuation and var rune)
            {
                text.Append(new Rune(rune).ToString());
            }
        }
    }

    // A blank has no foreground of its own.
    private static bool GoesOn(Cell cell, Style style) => cell.Rune == Cell.Continuation || cell.Style == style || (cell.Rune == ' ' && cell.Style == style.ForBlank);
}
