using OvsTop.Vswitchd.Facts;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Facts;

public sealed class FactsPollerTests
{
    [Fact]
    public void After_an_error_that_nobody_expected_it_says_so_and_can_be_disposed()
    {
        using var poller = new FactsPoller(daemon: null!, new UnixctlClients());
        Assert.True(SpinWait.SpinUntil(() => { Thread.Sleep(10); return Record.Exception(() => poller.Facts) is NullReferenceException; }, TimeSpan.FromSeconds(30)));
        Assert.Null(Record.Exception(poller.Dispose));
        Assert.Null(Record.Exception(poller.Dispose));
    }
}
