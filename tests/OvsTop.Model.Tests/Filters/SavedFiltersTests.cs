using OvsTop.Model.Filters;

namespace OvsTop.Model.Tests.Filters;

public sealed class SavedFiltersTests
{
    private static readonly SavedFilters Saved = new(new Dictionary<string, string>
    {
        ["web"] = "tcp,tp_dst in {80, 443}",
        ["either"] = "arp or icmp",
        ["late"] = "round:udp",
    });

    [Theory]
    [InlineData("@web", "tcp and tp_dst in {80, 443}")]
    [InlineData(" @WEB ", "tcp and tp_dst in {80, 443}")]
    [InlineData("not @either", "not (arp or icmp)")]
    [InlineData("@either,in_port=3", "(arp or icmp) and in_port=3")]
    [InlineData("ip and (@web or @either)", "ip and ((tcp and tp_dst in {80, 443}) or arp or icmp)")]
    [InlineData("@late", "round:udp")]
    [InlineData("round:@web", "round:tcp and tp_dst in {80, 443}")]
    [InlineData("tcp", "tcp")]
    [InlineData("", "")]
    public void A_name_stands_for_its_filter(string text, string meaning)
    {
        var result = Saved.Parse(text);
        Assert.Null(result.Error);
        Assert.Equal(Filter.Parse(meaning).Filter!.ToString(), result.Filter!.ToString());
        Assert.Equal(text, result.Text);
    }

    [Theory]
    [InlineData("@web and tpdst=1", "tpdst")]
    [InlineData("@web,@either,nw_src=10.0.0.300 or @web", "10.0.0.300")]
    [InlineData("(tcp or @late)", "@late")]
    [InlineData("tcp and @nobody", "@nobody")]
    [InlineData("@web @web tp_src=x", "x")]
    public void An_error_is_where_it_was_typed(string text, string wrong)
    {
        var span = Saved.Parse(text).Error!.Span;
        Assert.Equal(wrong, text.Substring(span.Start, span.Length));
    }

    [Fact]
    public void An_unknown_name_is_told_with_the_known_ones() =>
        Assert.Equal("there is no saved filter @nobody; there is @either @late @web", Saved.Parse("@nobody").Error!.Message);

    [Fact]
    public void Without_saved_filters_the_message_says_where_they_would_be() =>
        Assert.Contains("ovstop.json", SavedFilters.None.Parse("@web").Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_typed_the_spans_lie_in_the_text()
    {
        var random = new Random(5);
        string[] pieces = ["@web", "@either", "@late", "@", "@x", " and ", " or ", ",", "(", ")", "not ", "tcp", "tp_dst=80", "=", "{", "}", "round:", "nw_src=1.2.3.400", "\"", "@web@web"];
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            var result = Saved.Parse(text);
            var errors = result.Error is { } error ? [error] : result.Warnings;
            Assert.All(errors, e => Assert.True(e.Span.Start >= 0 && e.Span.Length >= 0 && e.Span.Start <= text.Length && e.Span.End <= text.Length + 1, $"{text}: {e.Span}"));
        }
    }
}
