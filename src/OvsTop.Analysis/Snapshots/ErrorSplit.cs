using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Snapshots;

/// <summary>Counts, or rates, of what the kernel refused, by class of error.</summary>
/// <param name="ByClass">Index <see cref="ErrorClass"/>.</param>
public sealed record ErrorSplit(IReadOnlyList<double> ByClass)
{
    /// <summary>Nothing was refused.</summary>
    public static ErrorSplit None { get; } = new(new double[ThreadTally.ErrorSlots]);

    /// <summary>All of them.</summary>
    public double Total { get; } = ByClass.Sum();

    /// <summary>The classes that occurred, most first.</summary>
    public IReadOnlyList<(ErrorClass Class, double Value)> Classes { get; } =
        [.. ByClass.Select((value, i) => ((ErrorClass)i, value)).Where(c => c.value > 0).OrderByDescending(c => c.value)];
}
