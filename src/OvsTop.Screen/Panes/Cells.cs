using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;

namespace OvsTop.Screen.Panes;

/// <summary>Numbers in cells of a table.</summary>
internal static class Cells
{
    /// <summary>Writes a number at the right of its cell.</summary>
    public static void Write(Frame frame, Rect cell, Style style, Quantity value) => frame.WriteRight(cell.Right, cell.Y, style, value);
}
