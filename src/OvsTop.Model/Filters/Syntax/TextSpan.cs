namespace OvsTop.Model.Filters.Syntax;

/// <summary>A piece of the filter text, in characters.</summary>
/// <param name="Start">First character.</param>
/// <param name="Length">Number of characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>First character behind it.</summary>
    public int End => Start + Length;

    /// <summary>The span between two offsets.</summary>
    public static TextSpan Between(int start, int end) => new(start, Math.Max(0, end - start));
}
