using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Evaluation;
using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Tests.Flows;

namespace OvsTop.Model.Tests.Filters;

public sealed class FilterProgramTests
{
    private static readonly byte[] Tcp = Attributes.Join(
        Attributes.Of(KeyAttr.RecircId, Attributes.U32(0)),
        Attributes.Of(KeyAttr.InPort, Attributes.U32(2)),
        Attributes.Of(KeyAttr.CtState, Attributes.U32(0x21)),
        Attributes.Of(KeyAttr.Ethernet, Attributes.Hex("00163e000001" + "00163e000002")),
        Attributes.Of(KeyAttr.EtherType, Attributes.Be16(0x8100)),
        Attributes.Of(KeyAttr.Vlan, Attributes.Be16(0x300a)),
        Attributes.Of(
            KeyAttr.Encap,
            Attributes.Of(KeyAttr.EtherType, Attributes.Be16(0x0800)),
            Attributes.Of(KeyAttr.Ipv4, Attributes.Hex("0a0000070a010064" + "06b84001")),
            Attributes.Of(KeyAttr.Tcp, Attributes.Be16(5555), Attributes.Be16(80)),
            Attributes.Of(KeyAttr.TcpFlags, Attributes.Be16(0x002))));

    [Theory]
    [InlineData("tcp", true)]
    [InlineData("tcp6", false)]
    [InlineData("udp or vlan", true)]
    [InlineData("in_port=2,tcp,nw_src=10.0.0.0/24,tp_dst=80", true)]
    [InlineData("nw_src=10.0.0.0/255.0.0.8", true)]
    [InlineData("nw_src!=10.0.0.7", false)]
    [InlineData("nw_src!=10.0.0.8", true)]
    [InlineData("udp_dst=80", false)]
    [InlineData("udp_dst!=80", false)]
    [InlineData("not udp_dst=80", true)]
    [InlineData("tcp_dst in {443, 70..90}", true)]
    [InlineData("tp_src>=5555 and tp_src<=5555 and tp_src<5556", true)]
    [InlineData("tp_src>5555", false)]
    [InlineData("ct_state=+new-est", true)]
    [InlineData("ct_state=new", false)]
    [InlineData("ct_state=new|trk", true)]
    [InlineData("tcp_flags=+syn-ack", true)]
    [InlineData("dl_vlan=10", true)]
    [InlineData("dl_vlan=0xffff", false)]
    [InlineData("vlan_tci=0x1000/0x1000", true)]
    [InlineData("vlan_tci=0x100a/0x1fff", true)]
    [InlineData("vlan_vid=0x100a", true)]
    [InlineData("vlan_vid[0]=1", false)]
    [InlineData("dl_vlan_pcp=1", true)]
    [InlineData("vlan_tpid=0x8100", true)]
    [InlineData("cvlan_vid=0", false)]
    [InlineData("dl_type=0x800", true)]
    [InlineData("ip_dscp=46,nw_tos=184,nw_ecn=0", true)]
    [InlineData("nw_frag=no", false)]
    [InlineData("nw_frag=first,nw_frag=yes,nw_frag=not_later", true)]
    [InlineData("tun_id=0", true)]
    [InlineData("tunnel", false)]
    [InlineData("packet_type=(0,0)", true)]
    [InlineData("dl_src=00:16:3e:00:00:01/ff:ff:ff:00:00:00", true)]
    [InlineData("nw_src=*", true)]
    [InlineData("ipv6_src=*", false)]
    [InlineData("len>=60,len<100,type=miss,handler=handler7,handler=591", true)]
    [InlineData("ufid=00000000-0000-0000-0000-000000000001", true)]
    [InlineData("", true)]
    public void A_filter_decides_about_a_packet(string text, bool matches)
    {
        Assert.Equal(matches ? Truth.True : Truth.False, Evaluate(text, null));
    }

    [Theory]
    [InlineData("verdict=drop", Truth.Unknown)]
    [InlineData("not verdict=drop", Truth.Unknown)]
    [InlineData("tcp or verdict=drop", Truth.True)]
    [InlineData("udp and verdict=drop", Truth.False)]
    [InlineData("tcp and verdict=drop", Truth.Unknown)]
    [InlineData("in_port=vm1", Truth.Unknown)]
    [InlineData("reg0=0 or udp", Truth.Unknown)]
    [InlineData("tun_metadata0", Truth.Unknown)]
    [InlineData("bytes=\"x\"", Truth.Unknown)]
    public void What_is_not_known_yet_stays_open_unless_the_rest_decides(string text, Truth truth)
    {
        Assert.Equal(truth, Evaluate(text, null));
        Assert.Equal(truth, Evaluate(text, new TraceFacts()));
    }

    [Theory]
    [InlineData("verdict=drop", true)]
    [InlineData("table=60", true)]
    [InlineData("table!=60", false)]
    [InlineData("table!=61", true)]
    [InlineData("table in {1, 2}", false)]
    [InlineData("table in {60..70}", true)]
    [InlineData("table>60", false)]
    [InlineData("cookie=0x2f/0xff", true)]
    [InlineData("output=vm3", true)]
    [InlineData("output=3", true)]
    [InlineData("output!=vm3", false)]
    [InlineData("bridge=br-int and not bridge=br-tun", true)]
    [InlineData("rounds>=3,upcall_us>1000,slow=+action-bfd,link=likely,deleted=FLOW_LIMIT", true)]
    [InlineData("reg1=0x5,xreg0=0x5,xxreg0[64..95]=5,reg15=0,metadata=3", true)]
    public void Results_decide_once_they_are_known(string text, bool matches)
    {
        var facts = new TraceFacts
        {
            Verdict = 1,
            Rounds = 3,
            UpcallUs = 1001,
            SlowReasons = 1 << 5,
            DeleteReason = 4,
            Metadata = 3,
            Tables = { 0, 60 },
            Cookies = { 1, 0x12f },
            OutputPorts = { 3 },
            OutputNames = { "vm3" },
            Bridges = { "br-int" },
            Links = { 0, 3 },
        };
        facts.Registers[1] = 5;
        facts.Know([.. FilterFields.All.Select(f => f.Id)]);

        Assert.Equal(matches ? Truth.True : Truth.False, Evaluate(text, facts));

        facts.Clear();
        Assert.Equal(Truth.Unknown, Evaluate(text, facts));
    }

    [Theory]
    [InlineData("payload=\"GET\"", true)]
    [InlineData("payload=0x474554", true)]
    [InlineData("payload!=\"GET\"", false)]
    [InlineData("payload=\"P\"", false)]
    [InlineData("bytes=0x0050", true)]
    [InlineData("bytes=\"POST\"", false)]
    public void Bytes_are_sought_in_the_packet_or_in_its_payload(string text, bool matches)
    {
        byte[] packet = Packets.Frames.Hex(Packets.Frames.Macs, "0800", Packets.Frames.Ip4(6, Packets.Frames.Tcp(0x18, "47455420")));
        FlowKey.Decode(Tcp, out var key);
        var program = FilterCompiler.Compile(Filter.Parse(text).Filter!).Program;

        Assert.Equal(matches ? Truth.True : Truth.False, program.Evaluate(new FilterSubject(ref key) { Packet = packet }));
    }

    [Fact]
    public void Every_dumped_flow_pasted_as_a_filter_matches_the_key_it_was_made_from()
    {
        int matched = 0;
        foreach (var flow in CapturedFlow.All.Where((_, i) => i % 40 == 0))
        {
            string[] texts = flow.Mask.Length == 0
                ? [FlowKeyFormatter.ToText(flow.Key)]
                : [FlowKeyFormatter.ToText(flow.Key), FlowKeyFormatter.ToText(flow.Key, flow.Mask, KeyStyle.Verbose), FlowKeyFormatter.ToText(flow.Key, flow.Mask, KeyStyle.Brief)];
            foreach (string text in texts)
            {
                var parsed = Filter.Parse(text);
                Assert.True(parsed.Error is null, parsed.Error?.Show(text));
                Assert.Empty(parsed.Warnings);
                var compiled = FilterCompiler.Compile(parsed.Filter!);
                FlowKey.Decode(flow.Key, out var key);
                var fields = new KernelKeyFields();
                KernelKeyExtractor.Extract(flow.Key, 100, 0, 1, ref fields);

                Assert.True(compiled.Program.Evaluate(new FilterSubject(ref key)) is Truth.True, text);
                Assert.True(compiled.Kernel.Matches(fields), text);
                matched++;
            }
        }

        Assert.InRange(matched, 20, int.MaxValue);
    }

    [Fact]
    public void Evaluation_allocates_nothing()
    {
        var program = FilterCompiler.Compile(Filter.Parse("in_port=2,tcp,nw_src=10.0.0.0/8,tp_dst in {80, 443} and not verdict=drop or payload=\"x\"").Filter!).Program;
        FlowKey.Decode(Tcp, out var key);
        int matches = 0;
        for (int i = 0; i < 100; i++)
        {
            matches += Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            matches += Run();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(0, matches);

        int Run() => program.Evaluate(new FilterSubject(ref key) { PacketLength = 100 }) is Truth.True ? 1 : 0;
    }

    private static Truth Evaluate(string text, TraceFacts? facts)
    {
        var parsed = Filter.Parse(text);
        Assert.True(parsed.Error is null, parsed.Error?.Show(text));
        FlowKey.Decode(Tcp, out var key);
        Assert.True(key.IsWellFormed);
        return FilterCompiler.Compile(parsed.Filter!).Program.Evaluate(new FilterSubject(ref key)
        {
            PacketLength = 64,
            UpcallType = 0,
            Tid = 591,
            HandlerName = "handler7",
            Ufid = new Ufid(0, 0, 0, 1),
            Facts = facts,
        });
    }
}
