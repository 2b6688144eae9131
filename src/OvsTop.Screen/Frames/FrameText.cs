using System.Text;

namespace OvsTop.Screen.Frames;

/// <summary>A frame as plain text, for files and tests.</summary>
public static class FrameText
{
    /// <summary>One line per row without trailing blanks, each ended by a newline.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="ascii">With nothing but ASCII, as <see cref="AsciiGlyphs"/> has it.</param>
    public static string Of(Frame frame, bool ascii = false)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var text = new StringBuilder(frame.Width * frame.Height);
        for (int y = 0; y < frame.Height; y++)
        {
            int start = text.Length;
            int end = start;
            foreach (var cell in frame.Row(y))
            {
                if (cell.Rune == Cell.Continuation)
                {
                    text.Append(ascii ? " " : "");
                    continue;
                }

                text.Append(new Rune(ascii ? AsciiGlyphs.Of(cell.Rune) : cell.Rune).ToString());
                end = cell.Rune == ' ' ? end : text.Length;
            }

            text.Length = end;
            text.Append('\n');
        }

        return text.ToString();
    }
}
