namespace OvsTop.Screen.Frames;

/// <summary>The fixed part of the 256 colours of xterm: a 6x6x6 cube and 24 greys.</summary>
internal static class XtermPalette
{
    private static readonly byte[] Levels = [0, 95, 135, 175, 215, 255];

    /// <summary>The index, 16 .. 255, nearest to an exact colour.</summary>
    public static int Nearest(Color color)
    {
        int r = Level(color.R), g = Level(color.G), b = Level(color.B);
        int cube = Distance(color, Levels[r], Levels[g], Levels[b]);
        int step = Math.Clamp(((color.R + color.G + color.B) / 3 - 3) / 10, 0, 23);
        int grey = 8 + 10 * step;
        return Distance(color, grey, grey, grey) < cube ? 232 + step : 16 + 36 * r + 6 * g + b;
    }

    private static int Level(byte value) => value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;

    private static int Distance(Color color, int r, int g, int b)
    {
        int dr = color.R - r, dg = color.G - g, db = color.B - b;
        return dr * dr + dg * dg + db * db;
    }
}
