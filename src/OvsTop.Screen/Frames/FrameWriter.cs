using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace OvsTop.Screen.Frames;

/// <summary>Writes the parts of an interpolated string straight into a frame.</summary>
[InterpolatedStringHandler]
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct FrameWriter
{
    private readonly Frame _frame;
    private readonly int _y;
    private readonly Style _style;

    /// <summary>Called by the compiler.</summary>
    public FrameWriter(int literalLength, int formattedCount, Frame frame, int x, int y, Style style)
    {
        _ = literalLength + formattedCount;
        (_frame, X, _y, _style) = (frame, x, y, style);
    }

    /// <summary>The column after what was written so far.</summary>
    public int X { get; private set; }

    /// <summary>Writes a constant part.</summary>
    public void AppendLiteral(string value) => X = _frame.Write(X, _y, _style, value.AsSpan());

    /// <summary>Writes text.</summary>
    public void AppendFormatted(string? value, int alignment = 0, string? format = null) => AppendFormatted(value.AsSpan(), alignment, format);

    /// <summary>Writes text.</summary>
    public void AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string? format = null)
    {
        _ = format;
        int padding = alignment == 0 ? 0 : Math.Max(0, Math.Abs(alignment) - TextWidth.Of(value));
        Pad(alignment > 0 ? padding : 0);
        X = _frame.Write(X, _y, _style, value);
        Pad(alignment < 0 ? padding : 0);
    }

    /// <summary>Writes a number.</summary>
    public void AppendFormatted<T>(T value, int alignment = 0, string? format = null)
        where T : ISpanFormattable
    {
        Span<char> buffer = stackalloc char[64];
        if (!value.TryFormat(buffer, out int length, format, null))
        {
            throw new FormatException($"{typeof(T).Name} needs more than {buffer.Length} characters");
        }

        AppendFormatted(buffer[..length], alignment);
    }

    private void Pad(int count)
    {
        while (count-- > 0)
        {
            X = _frame.Put(X, _y, ' ', _style);
        }
    }
}
