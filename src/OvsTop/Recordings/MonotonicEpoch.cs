using System.Diagnostics;

namespace OvsTop.Recordings;

/// <summary>Relates CLOCK_MONOTONIC, which times of batches are of, to the wall clock.</summary>
internal static class MonotonicEpoch
{
    /// <summary>Wall-clock time of monotonic 0, as the clocks are now.</summary>
    public static DateTimeOffset Now() => DateTimeOffset.UtcNow - Stopwatch.GetElapsedTime(0);
}
