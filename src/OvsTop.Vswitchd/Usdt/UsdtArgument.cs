using OvsTop.Model;

namespace OvsTop.Vswitchd.Usdt;

/// <summary>One argument of a probe as its note describes it.</summary>
/// <param name="Size">Bytes: 1, 2, 4 or 8; negative when signed.</param>
/// <param name="Kind">Where it is.</param>
/// <param name="Base">The register, or the base of the address.</param>
/// <param name="Index">Index of the address.</param>
/// <param name="Scale">1, 2, 4 or 8; 0 without an index.</param>
/// <param name="Displacement">Added to the address; the value itself of a constant.</param>
public readonly record struct UsdtArgument(int Size, UsdtArgumentKind Kind, Register Base, Register Index, byte Scale, long Displacement)
{
    /// <summary>The value is sign extended.</summary>
    public bool IsSigned => Size < 0;

    /// <summary>Bytes to read.</summary>
    public int Bytes => Math.Abs(Size);

    /// <summary>Parses one argument: <c>4@12(%rbx)</c>, <c>-8@$5</c>, <c>8@-8(%rbp,%rcx,8)</c>, <c>8@x0</c>, <c>4@[sp, 16]</c>.</summary>
    /// <exception cref="FormatException">Unknown syntax; the message shows the text.</exception>
    public static UsdtArgument Parse(ReadOnlySpan<char> text) =>
        UsdtArgumentParser.TryParse(text.Trim(), out var argument)
            ? argument
            : throw new FormatException($"unknown USDT argument '{PlainText.Brief(text)}'");

    /// <summary>Parses all arguments of a note; no arguments give an empty array.</summary>
    /// <exception cref="FormatException">Unknown syntax of one; the message shows its text.</exception>
    public static UsdtArgument[] ParseAll(ReadOnlySpan<char> text)
    {
        var arguments = new List<UsdtArgument>();
        while (!(text = text.TrimStart()).IsEmpty)
        {
            int end = EndOfFirst(text);
            arguments.Add(Parse(text[..end]));
            text = text[end..];
        }

        return [.. arguments];
    }

    /// <summary>Arguments are separated by blanks; aarch64 also writes blanks inside brackets.</summary>
    private static int EndOfFirst(ReadOnlySpan<char> text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '[' or '(': depth++; break;
                case ']' or ')': depth--; break;
                case ' ' or '\t' when depth <= 0: return i;
            }
        }

        return text.Length;
    }
}
