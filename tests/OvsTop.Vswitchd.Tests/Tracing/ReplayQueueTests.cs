using OvsTop.Model.Traces;
using OvsTop.Vswitchd.Tracing;

namespace OvsTop.Vswitchd.Tests.Tracing;

public sealed class ReplayQueueTests
{
    private const ulong Second = 1_000_000_000;

    private readonly ReplayQueue _queue = new();

    [Fact]
    public void Rounds_whose_id_may_expire_go_first_then_the_most_wanted()
    {
        _queue.Want([Request(1), Request(2), Request(3, 0x5), Request(4, 0x6)]);
        var order = new List<long>();
        for (ulong now = 0; _queue.Next(now) is { } next; now++)
        {
            order.Add(next.Round);
            _queue.Done(next, new RoundReplay(), now);
        }

        Assert.Equal([3, 4, 1, 2], order);
    }

    [Fact]
    public void An_equal_key_takes_the_answer_of_a_second_ago_and_is_graded_by_its_own_actions()
    {
        var first = Request(1) with { Key = "in_port(1)", RealActions = "2" };
        var second = first with { Round = 2, RealActions = "3" };
        var reply = TraceText.Parse("Flow: ip\n\nbridge(\"b\")\n---\n 0. priority 0\n    output:1\n\nFinal flow: unchanged\nMegaflow: ip\nDatapath actions: 2")!;
        _queue.Want([first, second]);
        _queue.Done(_queue.Next(0)!, new RoundReplay { Reply = reply }, 0);
        Assert.Null(_queue.Next(Second / 2));
        Assert.Equal(Agreement.Same, _queue.Find(1)!.Agreement);
        Assert.Equal(Agreement.Different, _queue.Find(2)!.Agreement);
    }

    [Fact]
    public void An_answer_of_two_seconds_ago_is_no_answer()
    {
        var first = Request(1) with { Key = "in_port(1)" };
        _queue.Want([first]);
        _queue.Done(first, new RoundReplay(), 0);
        _queue.Want([first with { Round = 2 }]);
        Assert.Equal(2, _queue.Next(2 * Second)!.Round);
    }

    [Fact]
    public void What_is_no_longer_wanted_is_not_asked()
    {
        _queue.Want([Request(1), Request(2)]);
        _queue.Want([Request(2)]);
        Assert.Equal(2, _queue.Next(0)!.Round);
        _queue.Want([]);
        Assert.Null(_queue.Next(0));
    }

    [Fact]
    public void Old_results_give_way()
    {
        for (long round = 1; round <= ReplayQueue.MostResults + 10; round++)
        {
            _queue.Done(Request(round) with { Key = $"in_port({round})" }, new RoundReplay(), 0);
        }

        Assert.Null(_queue.Find(10));
        Assert.NotNull(_queue.Find(11));
    }

    private static ReplayRequest Request(long round, uint recircId = 0) => new(round, recircId, $"recirc_id({recircId}),in_port({round})", "1");
}
