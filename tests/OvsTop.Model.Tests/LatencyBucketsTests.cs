using OvsTop.Model.Tallies;

namespace OvsTop.Model.Tests;

public sealed class LatencyBucketsTests
{
    [Fact]
    public void Every_duration_lies_within_the_bounds_of_its_bucket()
    {
        for (ulong ns = 0; ns < 1UL << 40; ns = ns < 4096 ? ns + 1 : ns + ns / 33)
        {
            int bucket = LatencyBuckets.Of(ns);
            Assert.InRange(ns, LatencyBuckets.LowerBoundNs(bucket), LatencyBuckets.UpperBoundNs(bucket) - 1);
        }
    }

    [Fact]
    public void A_bucket_is_at_most_an_eighth_wide()
    {
        for (int bucket = 8; bucket < LatencyBuckets.Count - 1; bucket++)
        {
            ulong low = LatencyBuckets.LowerBoundNs(bucket), high = LatencyBuckets.UpperBoundNs(bucket);
            Assert.True((high - low) * 8 <= low, $"bucket {bucket}: {low} .. {high}");
        }
    }

    [Fact]
    public void Longer_than_the_scale_counts_in_the_last_bucket()
    {
        Assert.Equal(LatencyBuckets.Count - 1, LatencyBuckets.Of((1UL << 40) - 1));
        Assert.Equal(LatencyBuckets.Count - 1, LatencyBuckets.Of(ulong.MaxValue));
    }
}
