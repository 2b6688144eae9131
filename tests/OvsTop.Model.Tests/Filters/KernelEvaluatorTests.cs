using System.Runtime.CompilerServices;
using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Evaluation;
using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Tests.Flows;

namespace OvsTop.Model.Tests.Filters;

public sealed class KernelEvaluatorTests
{
    private const int Length = 1500, UpcallType = 0, Tid = 591;

    [Fact]
    public void What_the_kernel_decides_exactly_it_decides_as_user_space_does()
    {
        var filters = new RandomFilters(11);
        var keys = new RandomKeys(12);
        int exact = 0, matches = 0, decided = 0;
        for (int i = 0; i < 700; i++)
        {
            var filter = FilterCompiler.Compile(filters.Next(f => f.Place is FieldPlace.Key or FieldPlace.Upcall), _ => 7);
            for (int k = 0; k < 20; k++)
            {
                var (here, kernel) = Evaluate(filter, keys.Next());
                Assert.NotEqual(Truth.Unknown, here);
                Assert.True(kernel || here is Truth.False, $"the kernel stops what matches: {filter.Filter}");
                Assert.True(!filter.IsKernelExact || kernel == here is Truth.True, $"the kernel lets pass what does not match: {filter.Filter}");
                exact += filter.IsKernelExact ? 1 : 0;
                matches += filter.IsKernelExact && kernel ? 1 : 0;
                decided++;
            }
        }

        Assert.InRange((double)exact / decided, 0.4, 1);
        Assert.InRange((double)matches / exact, 0.05, 0.95);
    }

    [Fact]
    public void The_kernel_never_stops_what_may_match()
    {
        var filters = new RandomFilters(13);
        var keys = new RandomKeys(14);
        int stopped = 0;
        for (int i = 0; i < 700; i++)
        {
            var filter = FilterCompiler.Compile(filters.Next(_ => true));
            for (int k = 0; k < 20; k++)
            {
                byte[] key = keys.Next();
                var (here, kernel) = Evaluate(filter, k % 2 == 0 ? key : keys.Mutate(key));
                Assert.True(kernel || here is Truth.False, $"the kernel stops what may match: {filter.Filter}");
                stopped += kernel ? 0 : 1;
            }
        }

        Assert.InRange(stopped, 700, 14_000);
    }

    [Fact]
    public void Prerequisites_mean_what_is_shown()
    {
        var filters = new RandomFilters(15);
        var keys = new RandomKeys(16);
        for (int i = 0; i < 500; i++)
        {
            var filter = filters.Next(f => f.Place is FieldPlace.Key && f.Needs is not (Prerequisite.Nd or Prerequisite.InnerVlan or Prerequisite.CtIpv4 or Prerequisite.CtIpv6 or Prerequisite.Ct));
            var spelled = Filter.Parse(string.Concat(ImpliedPrinter.Print(filter).Select(p => p.Text))).Filter!;
            var asParsed = FilterCompiler.Compile(Filter.Parse(filter.ToString()).Filter!, _ => 7);
            var asShown = FilterCompiler.Compile(spelled, _ => 7);
            for (int k = 0; k < 10; k++)
            {
                byte[] key = keys.Next();
                Assert.True(Evaluate(asParsed, key).Here == Evaluate(asShown, key).Here, $"{filter}\n{spelled}");
            }
        }
    }

    [Fact]
    public void The_table_has_the_layout_of_the_kernel_program()
    {
        Assert.Equal(24, Unsafe.SizeOf<KernelPredicate>());
        Assert.Equal(16 + (64 * 24), Unsafe.SizeOf<KernelPredicates>());
        Assert.Equal(320, Unsafe.SizeOf<KernelKeyFields>());
        var table = FilterCompiler.Compile(Filter.Parse("recirc_id=5 or tp_dst>1024").Filter!).Kernel;
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<KernelPredicates>(ref table));

        Assert.Equal(
            "0000000002000000" + "0102000000000000"
            + "ffffffff00000000" + "0500000000000000" + "0100" + "00" + "0000000000",
            Convert.ToHexStringLower(bytes[..40]));
        Assert.Equal(
            "8003000000000000" + "0000000000000000" + "0000" + "01" + "0000000000"
            + "00000000ffff0000" + "0000000000040000" + "0e00" + "04" + "0000000000",
            Convert.ToHexStringLower(bytes.Slice(16 + (8 * 24), 48)));
    }

    [Theory]
    [InlineData("in_port=1,tcp,nw_dst=10.1.0.100", 1, 5, true)]
    [InlineData("in_port=1,tcp,nw_src=10.0.0.0/8,nw_dst=10.1.0.100,tp_src=5,tp_dst=80,ct_state=+new", 1, 8, true)]
    [InlineData("tp_dst in {1, 2, 3, 4, 5, 6, 7, 8}", 8, 2, true)]
    [InlineData("tcp and tp_dst in {1, 2, 3, 4, 5, 6, 7, 8, 9}", 1, 3, false)]
    [InlineData("ipv6_src=fe80::1 and tp_dst!=5", 1, 5, true)]
    [InlineData("tcp and verdict=drop", 1, 3, false)]
    [InlineData("tcp or verdict=drop", 1, 0, false)]
    [InlineData("not (tcp,tp_dst=80)", 5, 1, true)]
    [InlineData("tcp and arp", 0, 0, true)]
    [InlineData("", 1, 0, true)]
    public void A_filter_takes_this_much_of_the_table(string text, int terms, int predicates, bool isExact)
    {
        var compiled = FilterCompiler.Compile(Filter.Parse(text).Filter!);

        Assert.Equal((terms, predicates, isExact), ((int)compiled.Kernel.Terms, compiled.Kernel.Lengths[0], compiled.IsKernelExact));
    }

    [Fact]
    public void The_split_says_where_each_part_is_tested_and_why()
    {
        var compiled = FilterCompiler.Compile(
            Filter.Parse("in_port=vm1,tcp,verdict=drop and (udp or reg0=1) and payload=\"x\" and (tcp and not (table=5 and len>5))").Filter!);

        Assert.Equal(
            [
                "Here in_port=vm1: the number of port vm1 is not known", "Kernel tcp: ", "Here verdict=drop: verdict is known with the result",
                "Here udp or reg0=0x1: reg0 is known with the trace", "Here payload=\"x\": the kernel does not read payload",
                "Kernel tcp: ", "Here not (table=5 and len>5): table is known with the result",
            ],
            compiled.Split.Select(p => $"{p.Site} {p.Text}: {p.Reason}"));
        Assert.True(compiled.IsKernelUseful);
    }

    [Fact]
    public void Port_names_are_numbers_once_they_are_known()
    {
        var filter = Filter.Parse("in_port=vm1 or in_port=gone").Filter!;

        var compiled = FilterCompiler.Compile(filter, name => name == "vm1" ? 7u : null);

        Assert.Equal(["gone"], compiled.UnknownPorts);
        Assert.True(compiled.IsKernelExact);
        Assert.Equal((Truth.True, true), Evaluate(compiled, Attributes.Of(KeyAttr.InPort, Attributes.U32(7))));
        Assert.Equal((Truth.False, false), Evaluate(compiled, Attributes.Of(KeyAttr.InPort, Attributes.U32(8))));
    }

    private static (Truth Here, bool Kernel) Evaluate(CompiledFilter filter, byte[] bytes)
    {
        FlowKey.Decode(bytes, out var key);
        var here = filter.Program.Evaluate(new FilterSubject(ref key) { PacketLength = Length, UpcallType = UpcallType, Tid = Tid, HandlerName = "handler7" });
        var fields = new KernelKeyFields();
        KernelKeyExtractor.Extract(bytes, Length, UpcallType, Tid, ref fields);
        return (here, filter.Kernel.Matches(fields));
    }
}
