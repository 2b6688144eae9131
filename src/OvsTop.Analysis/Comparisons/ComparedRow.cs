namespace OvsTop.Analysis.Comparisons;

/// <summary>A number of two windows.</summary>
/// <param name="Name">What it is of. Untrusted text.</param>
/// <param name="Unit">What it is.</param>
/// <param name="A">Of the first window; null when it is not known.</param>
/// <param name="B">Of the second window; null when it is not known.</param>
public sealed record ComparedRow(string Name, ComparedUnit Unit, double? A, double? B)
{
    /// <summary>B - A; null when one is not known.</summary>
    public double? Difference => B - A;

    /// <summary>The difference in percent of A; null when one is not known or A is 0.</summary>
    public double? Percent => Change.Percent(A, B);
}
