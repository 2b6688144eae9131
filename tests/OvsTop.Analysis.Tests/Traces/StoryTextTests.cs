using OvsTop.Analysis.Traces;

namespace OvsTop.Analysis.Tests.Traces;

public sealed class StoryTextTests
{
    [Fact]
    public void A_life_is_a_line()
    {
        const ulong Second = 1_000_000_000;
        var story = new FlowStory
        {
            Number = 1,
            Ufid = default,
            Generation = 2,
            IsOver = true,
            Packets = 9,
            Reason = "FLOW_IDLE",
            Runs =
            [
                new StoryRun(StoryKind.Put, 1, Second, Second, null, null),
                new StoryRun(StoryKind.Keep, 3, Second * 3 / 2, Second * 5 / 2, 0, null),
                new StoryRun(StoryKind.Keep, 16, Second * 3, Second * 11, 9, null),
                new StoryRun(StoryKind.Condemned, 1, Second * 12, Second * 12, 9, "FLOW_IDLE"),
                new StoryRun(StoryKind.Delete, 1, Second * 12, Second * 12, 9, "FLOW_IDLE"),
            ],
        };
        Assert.Equal("put · +0.5s keep x3 · +2.0s keep x16 · +11.0s condemned · +11.0s deleted: idle (FLOW_IDLE) · 9 packets · installed for the 2nd time", StoryText.Line(story));
    }

    [Theory]
    [InlineData("FLOW_LIMIT", "flow limit hit (FLOW_LIMIT)")]
    [InlineData("unexplained", "reason unknown to this ovs-vswitchd")]
    [InlineData("REASON_77", "REASON_77")]
    public void Reasons_are_said_in_plain_words(string reason, string words) => Assert.Equal(words, StoryText.Words(reason));
}
