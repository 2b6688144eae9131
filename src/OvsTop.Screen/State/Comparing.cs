using OvsTop.Analysis.Comparisons;

namespace OvsTop.Screen.State;

/// <summary>Two windows beside each other. What is after a mark grows with the time shown.</summary>
/// <param name="First">The mark that the first window begins at; null: so long before <paramref name="Second"/> as the second one takes.</param>
/// <param name="Second">The mark that the second window begins at.</param>
/// <param name="AreBoth">Both windows are what came after their marks, equally long; otherwise the first one ends where the second begins.</param>
public sealed record Comparing(TimeMark? First, TimeMark Second, bool AreBoth)
{
    /// <summary>The numbers; null before they were taken.</summary>
    public WindowComparison? Result { get; init; }

    /// <summary>First line shown.</summary>
    public int Scroll { get; init; }

    /// <summary>What the first window is.</summary>
    public string TitleA => AreBoth ? $"after mark {First!.Name}" : First is null ? $"before mark {Second.Name}" : $"mark {First.Name} to {Second.Name}";

    /// <summary>What the second window is.</summary>
    public string TitleB => $"after mark {Second.Name}";
}
