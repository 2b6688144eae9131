using OvsTop.Probes.Live;
using OvsTop.Tests.Support;

namespace OvsTop.Probes.Tests;

/// <summary>The heart of the suite: what the kernel counts, what the daemon's double did, and what the details add up to are the same.</summary>
public sealed class LiveCountsTests
{
    [LiveTheory]
    [InlineData("1000", "L0")]
    [InlineData("20000", "L1")]
    [InlineData("max", "L2")]
    public void Counts_equal_those_of_the_daemon(string rate, string layout)
    {
        var run = LiveRun.Watch($"--handlers 4 --revalidators 2 --rate {rate} --for 3 --seed 7 --layout {layout} --flows 500", new LiveOptions());
        run.AssertCountsEqualTheDaemons();
    }

    [LiveFact]
    public void Counts_stay_exact_when_a_tiny_ring_loses_details()
    {
        var run = LiveRun.Watch(
            "--handlers 4 --revalidators 2 --rate max --for 2 --seed 8 --layout L2 --flows 500",
            new LiveOptions { RingBytes = 4096, DetailsPerSecond = null });
        Assert.True(run.Losses.Lost > 0, "a ring of one page must lose details at full speed");
        Assert.Equal((ulong)run.Records, run.Losses.Delivered);
        run.AssertCountsEqualTheDaemons();
    }

    [LiveFact]
    public void Details_counted_here_give_the_tallies_of_the_kernel()
    {
        var run = LiveRun.Watch(
            "--handlers 3 --revalidators 2 --rate 3000 --for 3 --seed 9 --layout L2 --flows 300",
            new LiveOptions { DetailsPerSecond = null, RingBytes = 64 * 1024 * 1024 });
        Assert.Equal(0UL, run.Losses.Lost);
        run.AssertCountsEqualTheDaemons();
        run.AssertTwinAgrees();
    }
}
