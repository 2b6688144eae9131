using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Snapshots;

/// <summary>Counts, or rates, of what the kernel refused, by class of error.</summary>
public sealed class ErrorSplit
{
    private readonly double[] _byClass;

    /// <summary>Sums up.</summary>
    /// <param name="byClass">Index <see cref="ErrorClass"/>; not copied, never changed afterwards.</param>
    public ErrorSplit(double[] byClass)
    {
        _byClass = byClass;
        Total = byClass.Sum();
        Commonest = Total > 0 ? (ErrorClass)Array.IndexOf(byClass, byClass.Max()) : null;
    }

    /// <summary>Nothing was refused.</summary>
    public static ErrorSplit None { get; } = new(new double[ThreadTally.ErrorSlots]);

    /// <summary>All of them.</summary>
    public double Total { get; }

    /// <summary>The class that occurred most; null when none did.</summary>
    public ErrorClass? Commonest { get; }

    /// <summary>The classes that occurred, most first.</summary>
    public IEnumerable<(ErrorClass Class, double Value)> Classes =>
        _byClass.Select((value, i) => ((ErrorClass)i, value)).Where(c => c.value > 0).OrderByDescending(c => c.value);
}
