namespace OvsTop.Tests;

public sealed class DaemonPortsTests
{
    [Fact]
    public void The_daemon_is_asked_once_however_many_names_it_has_not()
    {
        int asked = 0;
        var ports = new DaemonPorts(() =>
        {
            asked++;
            return new Dictionary<string, uint> { ["vm-42"] = 7 };
        });
        Assert.Equal(7u, ports.Find("vm-42"));
        Assert.Null(ports.Find("vm-4"));
        Assert.Null(ports.Find("vm"));
        Assert.Equal(1, asked);
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
