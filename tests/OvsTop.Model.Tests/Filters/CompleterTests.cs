using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Editing;

namespace OvsTop.Model.Tests.Filters;

public sealed class CompleterTests
{
    private static readonly CompletionSource Source = new()
    {
        Ports = [("vm-42", "br-int 8.0k/s"), ("vm-07", "br-int 1.1k/s"), ("7", "br-int")],
        Bridges = ["br-int"],
        Handlers = ["handler7"],
        Tables = [0, 60],
        Cookies = [0x2f],
    };

    [Theory]
    [InlineData("|", "in_port tcp udp icmp arp ip nw_src nw_dst")]
    [InlineData("tp|", "tp_src tp_dst")]
    [InlineData("not nw_d|", "nw_dst")]
    [InlineData("eth_|", "eth_src eth_dst eth_type")]
    [InlineData("(verd|", "verdict")]
    [InlineData("tcp|", ", _and_ _or_ _and_not_ tcp_flags tcp_src tcp_dst tcp6")]
    [InlineData("tcp,|", "in_port tcp udp icmp arp ip nw_src nw_dst")]
    [InlineData("tcp and |", "in_port tcp udp icmp arp ip nw_src nw_dst")]
    [InlineData("nw_src|", "= != _in_{")]
    [InlineData("upcall_us |", "= != _in_{ < <= > >=")]
    [InlineData("in_port=|", "vm-42 vm-07 \"7\"")]
    [InlineData("in_port=vm-|", ", _and_ _or_ _and_not_ vm-42 vm-07")]
    [InlineData("verdict=|", "output drop controller slow")]
    [InlineData("verdict=d|", "drop")]
    [InlineData("verdict=drop|", ", _and_ _or_ _and_not_")]
    [InlineData("(tcp and verdict=drop|", ", _and_ _or_ _and_not_ )")]
    [InlineData("((tcp)|", ", _and_ _or_ _and_not_ )")]
    [InlineData("ct_state=+new|", "+new+est +new-est +new+rel +new-rel +new+rpl +new-rpl +new+inv +new-inv")]
    [InlineData("ct_state=+new-e|", "+new-est")]
    [InlineData("table=|", "0 60")]
    [InlineData("cookie=|", "0x2f")]
    [InlineData("bridge=|", "br-int")]
    [InlineData("handler=h|", ", _and_ _or_ _and_not_ handler7")]
    [InlineData("nw_src=|", "10.0.0.0/8")]
    [InlineData("table in {|", "0 60")]
    [InlineData("table in {0|", ",_ }")]
    [InlineData("table in {0, |", "0 60")]
    [InlineData("table in {0, 60}|", ", _and_ _or_ _and_not_")]
    [InlineData("deleted=FLOW_L|", "FLOW_LIMIT")]
    [InlineData("recirc_id(0x1),in_port(2)|", ", _and_ _or_ _and_not_")]
    [InlineData("round:ud|", "udp udp_src udp_dst udp6")]
    [InlineData("nosuch=|", "")]
    [InlineData("tp|_dst=80", "tp_src tp_dst")]
    public void What_can_stand_at_the_cursor_is_proposed(string textWithCursor, string proposals)
    {
        int cursor = textWithCursor.IndexOf('|', StringComparison.Ordinal);
        string text = textWithCursor.Remove(cursor, 1);

        var completions = Completer.Complete(text, cursor, Source);

        Assert.Equal(proposals, string.Join(' ', completions.Take(8).Select(c => c.Text.Replace(' ', '_'))));
        Assert.All(completions, c => Assert.Equal(cursor, c.Replaced.End));
        Assert.All(completions, c => Assert.NotEmpty(c.Description));
    }

    [Fact]
    public void Following_proposals_at_random_always_stays_on_the_way_to_a_filter()
    {
        var random = new Random(5);
        int complete = 0;
        for (int i = 0; i < 300; i++)
        {
            string text = "";
            for (int step = 0; step < 12; step++)
            {
                var completions = Completer.Complete(text, text.Length, Source);
                if (completions.Count == 0)
                {
                    break;
                }

                var chosen = completions[random.Next(completions.Count)];
                text = text.Remove(chosen.Replaced.Start, chosen.Replaced.Length) + chosen.Text;
                var error = Filter.Parse(text).Error;
                complete += error is null ? 1 : 0;
                Assert.True(error is null || IsUnfinished(error.Message), error?.Show(text));
            }
        }

        Assert.InRange(complete, 500, int.MaxValue);
    }

    [Fact]
    public void Any_text_and_cursor_will_do()
    {
        var random = new Random(6);
        var filters = new RandomFilters(7);
        for (int i = 0; i < 700; i++)
        {
            string text = filters.Next(_ => true).ToString();
            text = text.Length > 0 ? text.Remove(random.Next(text.Length), 1) : text;
            int cursor = random.Next(text.Length + 1);
            foreach (var completion in Completer.Complete(text, cursor, Source).Take(20))
            {
                Assert.InRange(completion.Replaced.Start, 0, cursor);
            }

            int end = 0;
            foreach (var (span, _) in Highlighter.Highlight(text))
            {
                Assert.InRange(span.Start, end, text.Length);
                Assert.True(string.IsNullOrWhiteSpace(text[end..span.Start]));
                end = span.End;
            }

            Assert.True(string.IsNullOrWhiteSpace(text[end..]));
        }
    }

    private static bool IsUnfinished(string message) =>
        message.Contains("nothing follows", StringComparison.Ordinal) || message.Contains("needs a", StringComparison.Ordinal)
        || message.Contains("never closed", StringComparison.Ordinal) || message.Contains("expected", StringComparison.Ordinal);
}
