using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Evaluation;
using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Tests.Filters;
using OvsTop.Tests.Support;
using static OvsTop.Model.Tests.Flows.Attributes;

namespace OvsTop.Probes.Tests.Filters;

/// <summary>The filter that runs in the kernel, its reference in C# and the evaluator agree.</summary>
public sealed class KernelFilterTests
{
    private const uint Length = 1500, UpcallType = 0, Tid = 591;
    private const ulong Upcall = ((ulong)Length << 32) | UpcallType;

    [LiveFact]
    public void The_kernel_decides_as_its_reference_and_as_user_space()
    {
        using var kernel = new FilterProgramUnderTest();
        var filters = new RandomFilters(21);
        var keys = new RandomKeys(22);
        int exact = 0, matches = 0;
        for (int i = 0; i < 500; i++)
        {
            var filter = FilterCompiler.Compile(filters.Next(f => f.Place is FieldPlace.Key or FieldPlace.Upcall), _ => 7);
            kernel.SetFilter(filter.Kernel);
            for (int k = 0; k < 30; k++)
            {
                byte[] key = keys.Next();
                bool passes = AssertSame(kernel, filter.Kernel, key, (uint)(128 + (8 * (k % 33))), Upcall);
                FlowKey.Decode(key, out var decoded);
                var here = filter.Program.Evaluate(new FilterSubject(ref decoded) { PacketLength = (int)Length, UpcallType = (int)UpcallType, Tid = Tid, HandlerName = "handler7" });
                Assert.True(!filter.IsKernelExact || passes == here is Truth.True, $"{filter.Filter}: the kernel says {passes}, user space {here}");
                exact += filter.IsKernelExact ? 1 : 0;
                matches += filter.IsKernelExact && passes ? 1 : 0;
            }
        }

        Assert.InRange(exact, 5_000, 15_000);
        Assert.InRange((double)matches / exact, 0.05, 0.95);
    }

    [LiveFact]
    public void Damaged_keys_are_judged_as_by_the_reference()
    {
        using var kernel = new FilterProgramUnderTest();
        var filters = new RandomFilters(23);
        var keys = new RandomKeys(24);
        int stopped = 0;
        for (int i = 0; i < 500; i++)
        {
            var filter = FilterCompiler.Compile(filters.Next(_ => true), _ => 7);
            kernel.SetFilter(filter.Kernel);
            for (int k = 0; k < 30; k++)
            {
                byte[] key = keys.Mutate(keys.Next());
                stopped += AssertSame(kernel, filter.Kernel, key[..Math.Min(640, key.Length)], 384, Upcall) ? 0 : 1;
            }
        }

        Assert.InRange(stopped, 500, 14_500);
    }

    [LiveFact]
    public void Keys_at_the_limits_of_the_walk_are_judged_as_by_the_reference()
    {
        using var kernel = new FilterProgramUnderTest();
        var filter = FilterCompiler.Compile(Filter.Parse("in_port=3").Filter!).Kernel;
        kernel.SetFilter(filter);
        byte[] port = Of(KeyAttr.InPort, U32(3));
        for (int more = 0; more <= 68; more++)
        {
            // Unknown attributes may repeat: 64 in all are read, the ones in an ENCAP too.
            byte[][] unknown = [.. Enumerable.Repeat(Of(40), more)];
            AssertSame(kernel, filter, Join([port, .. unknown]), 128, Upcall);
            AssertSame(kernel, filter, Join([.. unknown, port]), 128, Upcall);
            AssertSame(kernel, filter, Join([.. unknown, Of(KeyAttr.Encap, Of(KeyAttr.Encap, port))]), 128, Upcall);
            AssertSame(kernel, filter, Join(Of(KeyAttr.Tunnel, Join([.. unknown])), port), 128, Upcall);
        }

        byte[] nested = port;
        for (int depth = 0; depth < 6; depth++)
        {
            AssertSame(kernel, filter, nested, 128, Upcall);
            AssertSame(kernel, filter, [.. nested, .. Of(KeyAttr.InPort, U32(4))], 128, Upcall);
            nested = Of(KeyAttr.Encap, nested);
        }

        for (int length = 0; length <= 640; length++)
        {
            byte[] full = Join([port, .. Enumerable.Repeat(Of(40, new byte[60]), 10)]);
            AssertSame(kernel, filter, full[..Math.Min(length, full.Length)], 384, Upcall);
        }
    }

    [LiveFact]
    public void Packet_length_and_upcall_type_are_not_known_of_a_flow()
    {
        using var kernel = new FilterProgramUnderTest();
        byte[] key = Of(KeyAttr.InPort, U32(3));
        foreach (string text in new[] { "len>0", "len<2000", "len!=5", "not (len=5)", "type=miss", "len>0 or in_port=3", "len>0 and in_port=3" })
        {
            var filter = FilterCompiler.Compile(Filter.Parse(text).Filter!).Kernel;
            kernel.SetFilter(filter);
            bool passes = AssertSame(kernel, filter, key, 128, ulong.MaxValue);
            Assert.Equal(text.Contains(" or ", StringComparison.Ordinal), passes);
            Assert.True(AssertSame(kernel, filter, key, 128, Upcall), text);
        }
    }

    [LiveFact]
    public void A_filter_that_is_being_written_lets_nothing_pass()
    {
        using var kernel = new FilterProgramUnderTest();
        var filter = KernelPredicates.Everything;
        kernel.SetFilter(filter);
        Assert.True(kernel.Passes([], 128, Upcall, Tid));
        kernel.SetGeneration(0);
        Assert.False(kernel.Passes([], 128, Upcall, Tid));
    }

    private static bool AssertSame(FilterProgramUnderTest kernel, in KernelPredicates filter, byte[] key, uint at, ulong upcall)
    {
        bool isUpcall = upcall != ulong.MaxValue;
        var fields = default(KernelKeyFields);
        KernelKeyExtractor.Extract(key, (uint)(upcall >> 32), (uint)upcall, Tid, ref fields);
        bool expected = filter.Matches(fields, isUpcall), passes = kernel.Passes(key, at, upcall, Tid);
        Assert.True(expected == passes, $"the kernel says {passes}, its reference {expected}: {Convert.ToHexString(key)}");
        if ((fields[(int)KeyWord.Present] & KernelKeyFields.Incomplete) == 0)
        {
            var words = kernel.Words;
            Assert.Equal(((ReadOnlySpan<ulong>)fields).ToArray(), ((ReadOnlySpan<ulong>)words).ToArray());
        }

        return passes;
    }
}
