using System.Text;

namespace OvsTop.Screen.Frames;

/// <summary>A frame as plain text, for files and tests.</summary>
public static class FrameText
{
    /// <summary>One line per row without trailing blanks, each ended by a newline.</summary>
    public static string Of(Frame frame)
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
                    continue;
                }

                text.Append(new Rune(cell.Rune).ToString());
                end = cell.Rune == ' ' ? end : text.Length;
            }

            text.Length = end;
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Writes a new file that only its owner may read; never replaces one.</summary>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static void Save(Frame frame, string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options);
        file.Write(Of(frame));
    }
}
