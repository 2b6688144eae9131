using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Panes;

public sealed class AttachStatusTests
{
    [Theory]
    [InlineData(1, "  cost ~2.4 % +● live every 1 s", " · kernel 7 probes · USDT 6$")]
    [InlineData(8, "  cost ~2.4 % +● live every 1 s", " · kernel 7 probes · USDT 6, sampled 1/8, 1 paused$")]
    public void The_status_lines_say_what_is_attached_and_what_it_costs(int every, string cost, string probes)
    {
        string[] lines = Lines(new Attachment
        {
            KernelProbes = 7,
            UsdtProbes = 6,
            CostPercent = 2.41,
            BudgetPercent = 3,
            IsEstimated = true,
            Sampled = every == 1 ? new Dictionary<ProbeId, int>() : new Dictionary<ProbeId, int> { [ProbeId.FlowResult] = every, [ProbeId.RevalidateEntry] = 0 },
        });
        Assert.Matches(cost, lines[0]);
        Assert.Matches(probes, lines[1].TrimEnd());
    }

    [Fact]
    public void Rates_that_alone_exceed_the_budget_are_told() =>
        Assert.EndsWith("USDT 8, rates alone exceed the budget", Lines(new Attachment { UsdtProbes = 8, CostPercent = 7, BudgetPercent = 3, IsOverBudget = true })[1].TrimEnd(), StringComparison.Ordinal);

    [Fact]
    public void Sampled_verdicts_are_labelled_and_unexplained_deletes_are_a_dash()
    {
        var storm = Samples.Storm();
        var revalidator = storm.Revalidator with
        {
            VerdictsLabel = "sampled 1/8",
            Reasons = [.. storm.Revalidator.Reasons.SkipLast(1), storm.Revalidator.Reasons[^1] with { IsKnown = false, Total = 4711 }],
        };
        string screen = FrameText.Of(Shot.Draw(storm with { Revalidator = revalidator }, new UiState { View = 4 }, 120, 35));
        Assert.Contains("verdicts sampled 1/8", screen, StringComparison.Ordinal);
        Assert.Matches(@"unexplained +- ", screen);
        Assert.DoesNotContain("4711", screen, StringComparison.Ordinal);
    }

    private static string[] Lines(Attachment attachment)
    {
        var storm = Samples.Storm();
        var snapshot = storm with
        {
            Losses = new DetailLosses(10, 0, 0),
            Source = storm.Source with { Attachment = attachment.Summarize(), Notices = [] },
        };
        return FrameText.Of(Shot.Draw(snapshot, new UiState(), 160, 40)).Split('\n');
    }
}
