namespace OvsTop.Model.Tests.Flows;

public sealed class RoundTripTests
{
    private const int Rounds = 3000;

    [Fact]
    public void A_random_key_and_mask_come_back_from_their_verbose_text()
    {
        var random = new Random(20260801);
        for (int i = 0; i < Rounds; i++)
        {
            var (key, mask) = Flow(random);
            string text = FlowKeyFormatter.ToText(key, mask);
            NetlinkWriter keyAgain = new(), maskAgain = new();
            Assert.True(FlowKeyParser.TryParse(text, null, keyAgain, maskAgain, out var error), $"{text}\n{error}");
            Assert.Equal(text, FlowKeyFormatter.ToText(keyAgain.Written, maskAgain.Written));
            Assert.True(key.AsSpan().SequenceEqual(keyAgain.Written), $"{text}\n{Convert.ToHexString(key)}\n{Convert.ToHexString(keyAgain.Written)}");
            Assert.True(mask.AsSpan().SequenceEqual(maskAgain.Written), $"{text}\n{Convert.ToHexString(mask)}\n{Convert.ToHexString(maskAgain.Written)}");
        }
    }

    [Fact]
    public void A_random_key_and_mask_print_alike_after_being_read_from_their_brief_text()
    {
        var random = new Random(20260802);
        for (int i = 0; i < Rounds; i++)
        {
            var (key, mask) = Flow(random);
            string text = FlowKeyFormatter.ToText(key, mask, KeyStyle.Brief);
            NetlinkWriter keyAgain = new(), maskAgain = new();
            Assert.True(FlowKeyParser.TryParse(text, null, keyAgain, maskAgain, out var error), $"{text}\n{error}");
            if (keyAgain.Length > 0)
            {
                Assert.Equal(text, FlowKeyFormatter.ToText(keyAgain.Written, maskAgain.Written, KeyStyle.Brief));
            }
        }
    }

    [Fact]
    public void A_random_key_alone_comes_back_from_what_ofproto_trace_is_given()
    {
        var random = new Random(20260803);
        for (int i = 0; i < Rounds; i++)
        {
            var (key, _) = Flow(random);
            string text = FlowKeyFormatter.ToText(key, default, KeyStyle.Trace);
            Assert.DoesNotContain("key", text.Replace("|key", "", StringComparison.Ordinal).Replace("(key", "", StringComparison.Ordinal), StringComparison.Ordinal);
            NetlinkWriter keyAgain = new(), maskAgain = new();
            Assert.True(FlowKeyParser.TryParse(text, null, keyAgain, maskAgain, out var error), $"{text}\n{error}");
            Assert.Equal(text, keyAgain.Length == 0 ? "" : FlowKeyFormatter.ToText(keyAgain.Written, default, KeyStyle.Trace));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_random_action_list_is_printed_as_it_was_read(bool old)
    {
        var random = new Random(20260804);
        var numbering = old ? ActionNumbering.UpTo33 : ActionNumbering.Since34;
        var generator = new RandomActions(random);
        for (int i = 0; i < Rounds; i++)
        {
            string text = generator.List(numbering);
            NetlinkWriter actions = new(), again = new();
            Assert.True(ActionParser.TryParse(text, numbering, null, actions, out var error), $"{text}\n{error}");
            var sink = new TextSink();
            Assert.Equal(-1, ActionFormatter.Format(sink, actions.Written, numbering));
            Assert.Equal(text, sink.ToString());
            Assert.True(ActionParser.TryParse(sink.Written, numbering, null, again, out _));
            Assert.Equal(actions.Written.ToArray(), again.Written.ToArray());
        }
    }

    private static (byte[] Key, byte[] Mask) Flow(Random random)
    {
        NetlinkWriter key = new(), mask = new();
        new RandomAttributes(random).Flow(key, mask);
        return (key.Written.ToArray(), mask.Written.ToArray());
    }
}
