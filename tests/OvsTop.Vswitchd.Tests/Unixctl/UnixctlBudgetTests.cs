using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Unixctl;

public sealed class UnixctlBudgetTests
{
    private static readonly UnixctlOptions NoFirstCredit = new() { FirstCredit = new UnixctlOptions().DutyCredit };

    private readonly UnixctlBudget budget = new(NoFirstCredit);

    [Fact]
    public void At_most_20_requests_start_in_any_second()
    {
        var now = TimeSpan.Zero;
        var starts = new List<double>();
        for (int i = 0; i < 100; i++)
        {
            now += budget.WaitAt(now);
            starts.Add(now.TotalSeconds);
            budget.Spent(now, now + TimeSpan.FromMicroseconds(10));
            now += TimeSpan.FromMicroseconds(10);
        }

        Assert.All(starts.Skip(20).Zip(starts), pair => Assert.True(pair.First - pair.Second > 0.9999));
        Assert.Equal(99 / 20.0, starts[^1], 3);
    }

    [Fact]
    public void Slow_answers_take_2_percent_of_all_time_however_often_one_asks()
    {
        var now = TimeSpan.Zero;
        var spent = TimeSpan.Zero;
        for (int i = 0; i < 500; i++)
        {
            now += budget.WaitAt(now);
            var took = TimeSpan.FromMilliseconds(30);
            budget.Spent(now, now + took);
            now += took;
            spent += took;
        }

        Assert.InRange(spent / now, 0.019, 0.0206);
    }

    [Fact]
    public void Credit_does_not_grow_without_end()
    {
        var hour = TimeSpan.FromHours(1);
        budget.Spent(hour, hour + TimeSpan.FromMilliseconds(300));

        // 200 ms saved at most: 100 ms are owed.
        Assert.Equal(TimeSpan.FromSeconds(5), budget.WaitAt(hour + TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public void The_first_answers_may_take_longer_once()
    {
        var first = new UnixctlBudget(new UnixctlOptions());
        var hour = TimeSpan.FromHours(1);
        first.Spent(hour, hour + TimeSpan.FromSeconds(1.1));
        Assert.Equal(TimeSpan.FromSeconds(5), first.WaitAt(hour + TimeSpan.FromSeconds(1.1)));

        // An hour later it is as if there had never been more than 200 ms.
        first.Spent(2 * hour, (2 * hour) + TimeSpan.FromMilliseconds(300));
        Assert.Equal(TimeSpan.FromSeconds(5), first.WaitAt((2 * hour) + TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public void Each_failure_doubles_the_pause_up_to_a_limit_and_an_answer_ends_it()
    {
        var pauses = Enumerable.Range(0, 40).Select(_ => budget.Failed(TimeSpan.Zero).TotalSeconds).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], pauses[..7]);
        Assert.Equal(30, pauses[^1]);

        budget.Succeeded();

        Assert.Equal(TimeSpan.FromSeconds(1), budget.Failed(TimeSpan.FromSeconds(100)));
        Assert.Equal(TimeSpan.FromSeconds(1), budget.WaitAt(TimeSpan.FromSeconds(100)));
        Assert.Equal(TimeSpan.Zero, budget.WaitAt(TimeSpan.FromSeconds(101)));
    }
}
