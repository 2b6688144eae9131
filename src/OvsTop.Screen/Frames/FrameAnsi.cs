namespace OvsTop.Screen.Frames;

/// <summary>A frame as coloured lines, for a normal screen that keeps scrolling.</summary>
public static class FrameAnsi
{
    /// <summary>The rows, each ended by CR LF, without trailing blanks.</summary>
    public static ReadOnlyMemory<byte> Of(Frame frame, TerminalTraits traits)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var output = new ByteBuffer();
        var sgr = new SgrWriter(output, traits.Depth);
        for (int y = 0; y < frame.Height; y++)
        {
            var row = frame.Row(y);
            int end = row.Length;
            while (end > 0 && row[end - 1] == Cell.Blank)
            {
                end--;
            }

            foreach (var cell in row[..end])
            {
                if (cell.Rune == Cell.Continuation)
                {
                    if (traits.Ascii)
                    {
                        output.Append((byte)' ');
                    }

                    continue;
                }

                var style = sgr.Resolve(cell.Style);
                if (!sgr.Fits(cell.Rune, style))
                {
                    sgr.Set(style);
                }

                output.AppendRune(traits.Ascii ? AsciiGlyphs.Of(cell.Rune) : cell.Rune);
            }

            sgr.Reset();
            output.Append("\r\n"u8);
        }

        return output.Written;
    }
}
