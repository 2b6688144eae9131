namespace OvsTop.Screen.Frames;

/// <summary>What stands for the runes of widgets where only ASCII arrives. One column for one column.</summary>
public static class AsciiGlyphs
{
    private const string Unicode = "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉─│┌┐└┘├┤┬┴┼╭╮╰╯●○…·µ▲▼→←↑↓‖✓━═≈✔✗≠≤–▸▾×◀◆┆↔";
    private const string Ascii = "_.,-=+*#---====-|+++++++++++++*o~.u^v><^v=x==~vX!<->-x<*||";

    /// <summary>The ASCII character for a rune; <c>?</c> for one that has none.</summary>
    public static int Of(int rune)
    {
        if (rune < 0x7F)
        {
            return rune;
        }

        int at = rune > char.MaxValue ? -1 : Unicode.IndexOf((char)rune, StringComparison.Ordinal);
        return at < 0 ? '?' : Ascii[at];
    }
}
