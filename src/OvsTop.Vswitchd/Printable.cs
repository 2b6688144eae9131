namespace OvsTop.Vswitchd;

/// <summary>Names that go into one-line messages.</summary>
internal static class Printable
{
    private const int Longest = 200;

    /// <summary>Control characters become '?', what is overlong is cut.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        bool cut = text.Length > Longest;
        Span<char> clean = stackalloc char[Longest];
        int length = Math.Min(text.Length, Longest);
        for (int i = 0; i < length; i++) clean[i] = char.IsControl(text[i]) ? '?' : text[i];
        return cut ? $"{clean[..length]}..." : clean[..length].ToString();
    }
}
