namespace OvsTop.Model.Tests.Flows;

/// <summary>Ten million random and mutated bytes, then mutated text: nothing may throw, and output is bounded by input.</summary>
public sealed class FlowFuzzTests
{
    private const int TotalBytes = 10_000_000;

    [Fact]
    public void Ten_million_random_or_mutated_bytes_are_decoded_without_harm()
    {
        var random = new Random(20260805);
        byte[][] seeds = Seeds(random);
        var sink = new TextSink();
        var ids = new List<uint>();
        byte[] buffer = new byte[1024];
        int malformed = 0;
        for (int total = 0, round = 0; total < TotalBytes; round++)
        {
            var input = Mutate(random, seeds, buffer);
            total += input.Length;
            FlowKey.Decode(input, out var key);
            Assert.InRange(key.MalformedOffset, -1, input.Length);
            malformed += key.IsWellFormed ? 0 : 1;
            sink.Clear();
            int offset = (round % 8) switch
            {
                0 => FlowKeyFormatter.Format(sink, input),
                1 => FlowKeyFormatter.Format(sink, input, seeds[round % seeds.Length], KeyStyle.Brief),
                2 => FlowKeyFormatter.Format(sink, input, input, KeyStyle.Verbose),
                3 => FlowKeyFormatter.Format(sink, seeds[round % seeds.Length], input, KeyStyle.Brief),
                4 => FlowKeyFormatter.Format(sink, input, default, KeyStyle.Trace),
                5 or 6 => ActionFormatter.Format(sink, input, ActionNumbering.Since34),
                _ => ActionFormatter.Format(sink, input, ActionNumbering.UpTo33),
            };
            Assert.InRange(offset, -1, Math.Max(input.Length, 4096));
            Assert.InRange(sink.Length, 0, 4096 + 128 * input.Length);
            if (round % 16 == 5)
            {
                ids.Clear();
                ActionReader.CollectRecircIds(input, ActionNumbering.Since34, ids);
                Assert.InRange(ids.Count, 0, input.Length / 8);
            }
        }

        Assert.True(malformed > 1000);
    }

    [Fact]
    public void Deep_nesting_is_cut_off()
    {
        byte[] encap = Attributes.Of(KeyAttr.RecircId, Attributes.U32(1)), clone = Attributes.Of(ActionAttr.Recirc, Attributes.U32(1));
        for (int i = 0; i < 5000; i++)
        {
            encap = Attributes.Of(KeyAttr.Encap, encap);
            clone = Attributes.Of(ActionAttr.Clone, clone);
        }

        Assert.False(FlowKey.Decode(encap, out _));
        var sink = new TextSink();
        FlowKeyFormatter.Format(sink, encap);
        Assert.InRange(ActionFormatter.Format(sink, clone, ActionNumbering.Since34), 1, clone.Length);
        Assert.InRange(sink.Length, 0, 8 * (encap.Length + clone.Length));
        string text = string.Concat(Enumerable.Repeat("encap(", 5000)), actions = string.Concat(Enumerable.Repeat("clone(", 5000));
        Assert.False(FlowKeyParser.TryParse(text, null, new(), new(), out var error));
        Assert.Equal("nested too deeply", error!.Message);
        Assert.False(ActionParser.TryParse(actions, ActionNumbering.Since34, null, new(), out error));
        Assert.Equal("nested too deeply", error!.Message);
    }

    [Fact]
    public void Mutated_text_is_read_or_refused_with_its_place()
    {
        var random = new Random(20260806);
        string[] lines = [.. Data.Lines("transcripts.tsv.gz").Select(l => l.Split('\t')[1])];
        var generator = new RandomActions(random);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            char[] text = (i % 2 == 0 ? lines[random.Next(lines.Length)] : generator.List(ActionNumbering.Since34)).ToCharArray();
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                text[random.Next(text.Length)] = "(){}[],=/+-:.0x9fa \0\u00e9"[random.Next(21)];
            }

            if (!ActionParser.TryParse(text, ActionNumbering.Since34, null, new(), out var error))
            {
                Assert.InRange(error!.Offset, 0, text.Length);
            }

            if (!DumpedFlow.TryParse(text, ActionNumbering.Since34, null, out _, out error))
            {
                Assert.InRange(error!.Offset, 0, text.Length);
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 20_000);
    }

    private static ReadOnlySpan<byte> Mutate(Random random, byte[][] seeds, byte[] buffer)
    {
        if (random.Next(4) == 0)
        {
            var noise = buffer.AsSpan(0, random.Next(1, 200));
            random.NextBytes(noise);
            return noise;
        }

        byte[] seed = seeds[random.Next(seeds.Length)];
        int length = Math.Min(seed.Length, buffer.Length);
        seed.AsSpan(0, length).CopyTo(buffer);
        for (int n = random.Next(6); n > 0; n--)
        {
            buffer[random.Next(length)] = random.Next(3) == 0 ? (byte)random.Next(40) : (byte)random.Next(256);
        }

        return buffer.AsSpan(0, random.Next(3) == 0 ? random.Next(1, length + 1) : length);
    }

    private static byte[][] Seeds(Random random)
    {
        var seeds = CapturedFlow.All.Take(40).SelectMany(f => new[] { f.Key, f.Mask, f.Actions }).ToList();
        var keys = new RandomAttributes(random);
        var actions = new RandomActions(random);
        for (int i = 0; i < 200; i++)
        {
            NetlinkWriter key = new(), mask = new(), list = new();
            keys.Flow(key, mask);
            Assert.True(ActionParser.TryParse(actions.List(ActionNumbering.Since34), ActionNumbering.Since34, null, list, out _));
            seeds.AddRange([key.Written.ToArray(), mask.Written.ToArray(), list.Written.ToArray()]);
        }

        return [.. seeds.Where(s => s.Length > 0)];
    }
}
