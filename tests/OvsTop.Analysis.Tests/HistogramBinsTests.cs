using OvsTop.Analysis.Reports;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

public sealed class HistogramBinsTests
{
    [Fact]
    public void Without_a_number_a_bin_is_a_power_of_two() => Assert.Equal(
        [(512ul, 1024ul, 2ul), (1024ul, 2048ul, 0ul), (2048ul, 4096ul, 1ul)],
        HistogramBins.Of(Buckets(600, 1023, 4000), null));

    [Fact]
    public void The_smallest_durations_have_their_powers_too() => Assert.Equal(
        [(0ul, 2ul, 1ul), (2ul, 4ul, 1ul), (4ul, 8ul, 2ul), (8ul, 16ul, 1ul)],
        HistogramBins.Of(Buckets(1, 3, 4, 7, 8), null));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(300)]
    public void Bins_are_as_many_as_told_and_hold_everything_once(int bins)
    {
        var found = HistogramBins.Of(Buckets(1000, 1100, 1500, 1500, 2000, 3900), bins);
        Assert.Equal(Math.Min(bins, 1 + LatencyBuckets.Of(3900) - LatencyBuckets.Of(1000)), found.Count);
        Assert.Equal(6ul, (ulong)found.Sum(bin => (long)bin.Count));
        Assert.Equal(found.Skip(1).Select(bin => bin.FromNs), found.SkipLast(1).Select(bin => bin.ToNs));
        Assert.InRange(1000ul, found[0].FromNs, found[0].ToNs);
        Assert.InRange(3900ul, found[^1].FromNs, found[^1].ToNs);
    }

    [Fact]
    public void Nothing_has_no_bins()
    {
        Assert.Empty(HistogramBins.Of(Buckets(), null));
        Assert.Empty(HistogramBins.Of(Buckets(), 20));
    }

    private static ulong[] Buckets(params ulong[] durations)
    {
        ulong[] buckets = new ulong[LatencyBuckets.Count];
        foreach (ulong ns in durations)
        {
            buckets[LatencyBuckets.Of(ns)]++;
        }

        return buckets;
    }
}
