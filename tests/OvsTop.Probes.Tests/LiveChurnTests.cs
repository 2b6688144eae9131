using OvsTop.Model.Events;
using OvsTop.Probes.Live;
using OvsTop.Tests.Support;

namespace OvsTop.Probes.Tests;

/// <summary>A daemon over its flow limit puts again what it has just deleted, and knows how often and after which verdict.</summary>
public sealed class LiveChurnTests
{
    private const string Thrash = "--handlers 4 --revalidators 2 --layout L2 --flows 2000 --round-ms 150 --linger-ms 300";

    [LiveTheory]
    [InlineData("--rate 2000 --flow-limit 250 --for 1 --seed 21", 2000)]
    [InlineData("--rate 20000 --flow-limit 1500 --for 1 --seed 22", 2000)]
    [InlineData("--rate max --flow-limit 1 --for 1 --seed 23", 0)]
    public void Churn_is_counted_whatever_becomes_of_the_details(string scenario, int details)
    {
        var run = LiveRun.Watch($"{Thrash} {scenario}", new LiveOptions { DetailsPerSecond = details });
        run.AssertCountsEqualTheDaemons();
        run.AssertChurnEqualsTheDaemons(withTwin: false);
        Assert.True(run.DaemonChurn("FLOW_LIMIT") > 100, "the scenario must thrash");
    }

    [LiveFact]
    public void Churn_counted_on_details_is_that_of_the_kernel_and_of_the_daemon()
    {
        // Deletes without a verdict and with one of several.
        DeleteReason[] reasons = [DeleteReason.None, DeleteReason.FlowIdle, DeleteReason.FlowLimit];
        var run = LiveRun.Watch(
            $"{Thrash} --rate 3000 --flow-limit 700 --delete 40 --for 600 --seed 24",
            new LiveOptions { DetailsPerSecond = null, RingBytes = 64 << 20 },
            watched => watched.Kernel.Hits(ProbeId.RecvUpcall) > 6000 && reasons.All(reason => watched.KernelChurn(reason) > 0));
        Assert.Equal(0UL, run.Losses.Lost);
        run.AssertChurnEqualsTheDaemons(withTwin: true);
        Assert.Equal(0, run.PutsToldOtherwise);
        Assert.All(["NONE", "FLOW_IDLE", "FLOW_LIMIT"], reason => Assert.True(run.DaemonChurn(reason) > 0, reason));
    }

    [LiveFact]
    public void A_put_long_after_the_delete_is_no_churn()
    {
        var run = LiveRun.Watch(
            $"{Thrash} --rate 2000 --flow-limit 250 --for 1 --seed 25", new LiveOptions { ChurnWindow = TimeSpan.FromMicroseconds(0.1) });
        Assert.True(run.DaemonChurn("FLOW_LIMIT") > 100, "the scenario must thrash");
        foreach (ref readonly var row in run.Kernel.Threads)
        {
            Assert.Equal(0UL, Sum(row.Churn));
        }
    }

    private static ulong Sum(ReadOnlySpan<ulong> counts)
    {
        ulong sum = 0;
        foreach (ulong count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
