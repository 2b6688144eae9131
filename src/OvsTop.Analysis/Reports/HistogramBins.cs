using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Reports;

/// <summary>
/// A histogram in fewer bins. Bins end where buckets end, so their counts are exact: with a number of bins the occupied buckets are dealt out
/// among them, otherwise a bin is a power of two.
/// </summary>
internal static class HistogramBins
{
    /// <summary>The bins from the first that holds something to the last; none for an empty histogram.</summary>
    /// <param name="buckets">Counts by <see cref="LatencyBuckets"/>.</param>
    /// <param name="bins">How many at most; null for powers of two.</param>
    public static IReadOnlyList<(ulong FromNs, ulong ToNs, ulong Count)> Of(IReadOnlyList<ulong> buckets, int? bins)
    {
        int first = 0, end = buckets.Count;
        while (first < end && buckets[first] == 0)
        {
            first++;
        }

        while (end > first && buckets[end - 1] == 0)
        {
            end--;
        }

        var found = new List<(ulong, ulong, ulong)>();
        int occupied = end - first, number = Math.Min(bins ?? 0, occupied);
        for (int bin = 0, from = bins is null ? StartOfOctave(first) : first; from < end; bin++)
        {
            int to = bins is null ? EndOfOctave(from) : first + (int)((long)(bin + 1) * occupied / number);
            ulong count = 0;
            for (int bucket = from; bucket < Math.Min(to, end); bucket++)
            {
                count += buckets[bucket];
            }

            found.Add((LatencyBuckets.LowerBoundNs(from), LatencyBuckets.LowerBoundNs(to), count));
            from = to;
        }

        return found;
    }

    /// <summary>The first bucket of a bucket's power of two: 0 and 1, 2 and 3, 4 to 7, then eight each.</summary>
    private static int StartOfOctave(int bucket) => bucket switch { < 2 => 0, < 4 => 2, < 8 => 4, _ => bucket & ~7 };

    private static int EndOfOctave(int bucket) => bucket switch { < 2 => 2, < 4 => 4, < 8 => 8, _ => (bucket & ~7) + 8 };
}
