using NSubstitute;

namespace OvsTop.Tests;

public sealed class DaemonPortsTests
{
    [Fact]
    public void The_daemon_is_asked_once_however_many_names_it_has_not_and_again_some_seconds_after_its_answer()
    {
        int asked = 0;
        var clock = Substitute.For<TimeProvider>();
        clock.TimestampFrequency.Returns(1);
        var ports = new DaemonPorts(
            () =>
            {
                // A daemon that takes its time.
                long answered = 10 * ++asked;
                clock.GetTimestamp().Returns(answered);
                return new Dictionary<string, uint> { ["vm-42"] = 7 };
            },
            time: clock);
        Assert.Equal(7u, ports.Find("vm-42"));
        Assert.Null(ports.Find("vm-4"));
        Assert.Null(ports.Find("vm"));
        Assert.Equal(1, asked);

        clock.GetTimestamp().Returns(13);
        Assert.Null(ports.Find("vm-4"));
        Assert.Null(ports.Find("vm"));
        Assert.Equal(2, asked);
    }

    [Fact]
    public void Who_types_does_not_wait_for_a_slow_daemon_and_finds_its_answer_later()
    {
        using var answer = new ManualResetEventSlim();
        var ports = new DaemonPorts(
            () =>
            {
                answer.Wait();
                return new Dictionary<string, uint> { ["vm-42"] = 7 };
            },
            TimeSpan.Zero);
        Assert.Null(ports.Find("vm-42"));
        Assert.Null(ports.Find("vm-42"));
        answer.Set();
        Assert.True(SpinWait.SpinUntil(() => ports.Find("vm-42") == 7, TimeSpan.FromSeconds(30)));
    }
}
