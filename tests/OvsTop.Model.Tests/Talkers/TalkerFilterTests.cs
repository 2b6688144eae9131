using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tests.Filters;

namespace OvsTop.Model.Tests.Talkers;

public sealed class TalkerFilterTests
{
    private const int Keys = 60;

    public static TheoryData<TalkerDimension> Dimensions() => [.. Enum.GetValues<TalkerDimension>()];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void The_filter_of_a_talker_lets_its_upcalls_pass_and_no_others(TalkerDimension dimension)
    {
        var upcalls = Upcalls();
        int filters = 0;
        foreach (var (key, bytes, _) in upcalls.Select(u => (Key(dimension, u), u.Bytes, u.Type)))
        {
            if (TalkerFilter.Of(key) is not { } text)
            {
                continue;
            }

            var parsed = Filter.Parse(text);
            Assert.True(parsed.Error is null, $"{text}: {parsed.Error?.Message}");
            var filter = FilterCompiler.Compile(parsed.Filter!);
            Assert.True(filter.IsKernelExact, text);
            foreach (var other in upcalls)
            {
                bool isSame = Key(dimension, other) == key;
                Assert.True(filter.Kernel.Matches(other.Fields, isUpcall: true) == isSame, $"{text} {(isSame ? "stops" : "passes")} {TalkerText.Of(Key(dimension, other))}");
            }

            filters++;
        }

        Assert.True(filters > 10, $"{dimension} has a filter for {filters} talkers only");
    }

    [Fact]
    public void Keys_are_told_in_the_words_of_the_field()
    {
        Assert.Equal("7", Text(new(TalkerDimension.InPort, TalkerKind.Number, 7)));
        Assert.Equal("none", Text(new(TalkerDimension.InPort, TalkerKind.None, 0)));
        Assert.Equal("arp", Text(new(TalkerDimension.EthType, TalkerKind.Number, 0x0806)));
        Assert.Equal("0x88b5", Text(new(TalkerDimension.EthType, TalkerKind.Number, 0x88b5)));
        Assert.Equal("tcp", Text(new(TalkerDimension.IpProto, TalkerKind.Number, 6)));
        Assert.Equal("new|trk", Text(new(TalkerDimension.CtState, TalkerKind.Number, 0x21)));
        Assert.Equal("untracked", Text(new(TalkerDimension.CtState, TalkerKind.Number, 0)));
        Assert.Equal("action", Text(new(TalkerDimension.UpcallType, TalkerKind.Number, 1)));
        Assert.Equal("2001:db8::1", Text(new(TalkerDimension.Source, TalkerKind.Ipv6, 0, 0, new UInt128(0x20010db800000000, 1), 0)));
        Assert.Equal("02:00:00:00:00:01", Text(new(TalkerDimension.Source, TalkerKind.Mac, 0, 0, 0x020000000001, 0)));
        Assert.Equal("unreadable", Text(new(TalkerDimension.Flow, TalkerKind.Unreadable, 0)));
        Assert.Equal(
            "udp 10.0.0.1:40001 > 10.0.0.2:53", Text(new(TalkerDimension.Flow, TalkerKind.Ipv4, 17, 40_001u << 16 | 53, 0x0a000001, 0x0a000002)));
        Assert.Equal(
            "tcp [2001:db8::1]:1 > [2001:db8::2]:443",
            Text(new(TalkerDimension.Flow, TalkerKind.Ipv6, 6, 1u << 16 | 443, new UInt128(0x20010db800000000, 1), new UInt128(0x20010db800000000, 2))));
        Assert.Equal("icmp 10.0.0.1 > 10.0.0.2 type 8 code 0", Text(new(TalkerDimension.Flow, TalkerKind.Ipv4, 1, 8u << 8, 0x0a000001, 0x0a000002)));
        Assert.Equal("arp request 10.0.0.1 > 10.0.0.2", Text(new(TalkerDimension.Flow, TalkerKind.Arp, 0, 1, 0x0a000001, 0x0a000002)));
    }

    [Theory]
    [InlineData("in_port,source", TalkerDimensions.InPort | (TalkerDimensions)(1 << (int)TalkerDimension.Source))]
    [InlineData("all", TalkerDimensions.All)]
    [InlineData("none", TalkerDimensions.None)]
    public void Sets_are_written_by_name(string names, TalkerDimensions expected) => Assert.Equal(expected, TalkerDimensionTable.Parse(names));

    [Fact]
    public void An_unknown_name_is_no_set() => Assert.Null(TalkerDimensionTable.Parse("in_port,colour"));

    private static string Text(TalkerKey key) => TalkerText.Of(key);

    private static TalkerKey Key(TalkerDimension dimension, Upcall upcall) =>
        dimension is TalkerDimension.InPort ? TalkerKeys.OfInPort(upcall.Bytes) : TalkerKeys.Of(dimension, upcall.Fields, whole: true, upcall.Type);

    private static List<Upcall> Upcalls()
    {
        var keys = new RandomKeys(71);
        var upcalls = new List<Upcall>();
        for (int i = 0; upcalls.Count < Keys; i++)
        {
            byte[] bytes = keys.Next();
            var fields = default(KernelKeyFields);
            uint type = (uint)(i % 2);
            KernelKeyExtractor.Extract(bytes, 100, type, 1, ref fields);
            bool hasTwoTunnels = fields[(int)KeyWord.TunIpv4] >> 32 != 0 && (fields[(int)KeyWord.TunIpv6Source] | fields[(int)KeyWord.TunIpv6Source + 1]) != 0;
            if ((fields[(int)KeyWord.Present] & KernelKeyFields.Incomplete) == 0 && !hasTwoTunnels)
            {
                upcalls.Add(new Upcall(bytes, fields, type));
            }
        }

        return upcalls;
    }

    private sealed record Upcall(byte[] Bytes, KernelKeyFields Fields, uint Type);
}
