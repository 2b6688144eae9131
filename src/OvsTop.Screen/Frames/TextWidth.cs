using System.Text;

namespace OvsTop.Screen.Frames;

/// <summary>Columns that text takes on a frame.</summary>
public static class TextWidth
{
    /// <summary>Columns of this text as <see cref="Frame.Write(int, int, Style, ReadOnlySpan{char})"/> draws it.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        int width = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf16(text, out var rune, out int used);
            int clean = Glyphs.Clean(rune.Value);
            width += clean < 0 ? 0 : Glyphs.WidthOf(clean);
            text = text[used..];
        }

        return width;
    }

    /// <summary>Columns of a number.</summary>
    public static int Of<T>(T value)
        where T : ISpanFormattable
    {
        Span<char> buffer = stackalloc char[64];
        return value.TryFormat(buffer, out int length, default, null) ? Of(buffer[..length]) : 0;
    }
}
