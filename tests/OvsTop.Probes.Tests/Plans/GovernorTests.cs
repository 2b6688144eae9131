using OvsTop.Probes.Plans;

namespace OvsTop.Probes.Tests.Plans;

public sealed class GovernorTests
{
    private const double Limit = 3;

    [Theory]
    [InlineData(1, 0, 0, 0, "1 1 1 details")]
    [InlineData(1, 2.5, 0, 0, "0 1 1 details")]
    [InlineData(1, 0, 3, 0, "0 2 1 details")]
    [InlineData(1, 0, 7, 0, "0 4 1 details")]
    [InlineData(1, 1, 15, 0, "0 8 1 details")]
    [InlineData(1, 0, 24, 0, "0 16 1 details")]
    [InlineData(1, 0, 60, 0, "0 0 1 details")]
    [InlineData(1, 0, 0, 4, "0 0 0 details")]
    [InlineData(1, 0, 60, 1, "0 0 1 details")]
    [InlineData(4, 0, 0, 0, "0 0 0 none")]
    public void A_load_is_brought_below_the_limit_in_the_stated_order(double fixedLoad, double retranslations, double verdicts, double upcalls, string expected)
    {
        var governor = new Governor(Limit);
        Run(governor, 10, new Load(fixedLoad, retranslations, verdicts, upcalls));
        Assert.Equal(expected, Text(governor));
        Assert.Equal(fixedLoad > Limit, governor.IsOverBudget);
        Assert.True(governor.CostPercent <= Math.Max(Limit, fixedLoad));
    }

    [Fact]
    public void One_tick_a_little_above_the_limit_is_no_reason()
    {
        var governor = new Governor(Limit);
        Run(governor, 1, new Load(1, 2.5, 0, 0));
        Run(governor, 1, new Load(1, 1.5, 0, 0));
        Run(governor, 1, new Load(1, 2.5, 0, 0));
        Assert.Equal(0, governor.Level);
    }

    [Fact]
    public void A_storm_does_not_wait_for_a_second_tick()
    {
        var governor = new Governor(Limit);
        Run(governor, 1, new Load(1, 0, 24, 0));
        Assert.Equal("0 16 1 details", Text(governor));
    }

    [Fact]
    public void What_was_given_up_comes_back_when_the_load_is_gone()
    {
        var governor = new Governor(Limit);
        Run(governor, 5, new Load(1, 0, 24, 0));
        Run(governor, 4, new Load(1, 0, 0.1, 0));
        Assert.NotEqual(0, governor.Level);
        Run(governor, 1, new Load(1, 0, 0.1, 0));
        Assert.Equal(0, governor.Level);
    }

    [Fact]
    public void Near_the_limit_it_stays_where_it_is()
    {
        // Just below the limit, but coming back would leave no room.
        var governor = new Governor(Limit);
        Run(governor, 5, new Load(1, 0, 2.2, 0));
        int level = governor.Level;
        Run(governor, 100, new Load(1, 0, 1.9, 0));
        Assert.Equal("0 2 1 details", Text(governor));
        Assert.Equal(level, governor.Level);
    }

    [Fact]
    public void What_cannot_be_measured_is_tried_again_ever_more_rarely()
    {
        // Re-translations cost 5 % whenever they are attached, and are unknown when not.
        var governor = new Governor(Limit);
        var attached = new List<int>();
        for (int tick = 0; tick < 400; tick++)
        {
            governor.Tick(new Load(1, governor.Shed.Retranslations == 1 ? 5 : null, 0, 0));
            if (governor.Shed.Retranslations == 1)
            {
                attached.Add(tick);
            }
        }

        Assert.InRange(attached.Count, 2, 20);
        var gaps = attached.Zip(attached.Skip(1), (a, b) => b - a).Where(gap => gap > 1).ToList();
        Assert.Equal(gaps.Order(), gaps);
        Assert.True(gaps[^1] >= 2 * gaps[0], $"gaps {string.Join(' ', gaps)}");
    }

    [Fact]
    public void A_load_that_swings_around_the_limit_does_not_make_it_swing()
    {
        var governor = new Governor(Limit);
        int changes = 0, before = 0;
        for (int tick = 0; tick < 1000; tick++)
        {
            governor.Tick(new Load(1, 0, tick / 7 % 2 == 0 ? 2.4 : 0.5, 0));
            changes += governor.Level == before ? 0 : 1;
            before = governor.Level;
        }

        // A governor without growing patience would change with every swing: 286 times.
        Assert.InRange(changes, 1, 40);
    }

    [Fact]
    public void Without_a_limit_nothing_is_given_up()
    {
        var governor = new Governor(null);
        Run(governor, 50, new Load(50, 50, 50, 50));
        Assert.Equal(0, governor.Level);
        Assert.Equal(200, governor.CostPercent);
        Assert.False(governor.IsOverBudget);
    }

    private static void Run(Governor governor, int ticks, Load load)
    {
        for (int i = 0; i < ticks; i++)
        {
            governor.Tick(load);
        }
    }

    private static string Text(Governor governor) =>
        $"{governor.Shed.Retranslations} {governor.Shed.Verdicts} {governor.Shed.Upcalls} {(governor.Shed.Details ? "details" : "none")}";
}
