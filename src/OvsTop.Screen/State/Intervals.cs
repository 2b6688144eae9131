namespace OvsTop.Screen.State;

/// <summary>The intervals that <c>+</c> and <c>-</c> step through, in ms.</summary>
public static class Intervals
{
    /// <summary>The default.</summary>
    public const int DefaultMs = 1000;

    /// <summary>All steps, ascending.</summary>
    public static IReadOnlyList<int> StepsMs { get; } = [100, 250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000];

    /// <summary>The next longer (1) or shorter (-1) step; the same at the end. The interval itself need not be a step.</summary>
    public static int Step(int intervalMs, int direction) => direction > 0
        ? StepsMs.Where(s => s > intervalMs).DefaultIfEmpty(intervalMs).First()
        : StepsMs.Where(s => s < intervalMs).DefaultIfEmpty(intervalMs).Last();
}
