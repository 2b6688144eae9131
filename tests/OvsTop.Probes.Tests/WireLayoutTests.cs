using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OvsTop.Model.Events;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Wire;

namespace OvsTop.Probes.Tests;

/// <summary>The same numbers stand in _Static_assert lines of bpf/ovstop.h.</summary>
public sealed class WireLayoutTests
{
    [Fact]
    public void Structs_have_the_size_they_have_in_C()
    {
        Assert.Equal(128, Unsafe.SizeOf<EventHeader>());
        Assert.Equal(1248, Unsafe.SizeOf<StageTally>());
        Assert.Equal(16128, Unsafe.SizeOf<ThreadTally>());
        Assert.Equal(16, Unsafe.SizeOf<Operand>());
        Assert.Equal(104, Unsafe.SizeOf<Site>());
        Assert.Equal(328, Unsafe.SizeOf<Control>());
        Assert.Equal(24, Unsafe.SizeOf<KernelPredicate>());
        Assert.Equal(1552, Unsafe.SizeOf<KernelPredicates>());
        Assert.Equal(320, Unsafe.SizeOf<KernelKeyFields>());
        Assert.Equal(3104, Unsafe.SizeOf<FilterSlots>());
        Assert.Equal(2048, Unsafe.SizeOf<MatchedRows>());
        Assert.Equal(40, Unsafe.SizeOf<TalkerKey>());
        Assert.Equal(152, Unsafe.SizeOf<TalkerControl>());
    }

    [Fact]
    public void Fields_have_the_offset_they_have_in_C()
    {
        Assert.Equal(40, Marshal.OffsetOf<EventHeader>(nameof(EventHeader.PacketCaptured)));
        Assert.Equal(64, Marshal.OffsetOf<EventHeader>(nameof(EventHeader.Ufid)));
        Assert.Equal(88, Marshal.OffsetOf<EventHeader>(nameof(EventHeader.Value0)));
        Assert.Equal(32, OffsetOf((in ThreadTally t) => ref Unsafe.As<ThreadTally.HitArray, byte>(ref Unsafe.AsRef(in t.Hits))));
        Assert.Equal(888, OffsetOf((in ThreadTally t) => ref Unsafe.As<ThreadTally.BatchArray, byte>(ref Unsafe.AsRef(in t.BatchSizes))));
        Assert.Equal(16, Marshal.OffsetOf<KernelPredicate>(nameof(KernelPredicate.Word)));
        Assert.Equal(18, Marshal.OffsetOf<KernelPredicate>(nameof(KernelPredicate.Op)));
        Assert.Equal(12, Marshal.OffsetOf<Control>(nameof(Control.FilterGeneration)));
        Assert.Equal(40, Unsafe.SizeOf<UpcallLayout>());
        Assert.Equal(312, Marshal.OffsetOf<Control>(nameof(Control.ChurnNs)));
        Assert.Equal(320, Marshal.OffsetOf<Control>(nameof(Control.Follow)));
        var control = new Control();
        Assert.Equal(48, Unsafe.ByteOffset(ref Unsafe.As<Control, byte>(ref control), ref Unsafe.As<Control.SinceArray, byte>(ref control.SinceNs)));
        var table = new KernelPredicates();
        ref byte start = ref Unsafe.As<KernelPredicates, byte>(ref table);
        Assert.Equal(8, Unsafe.ByteOffset(ref start, ref Unsafe.As<KernelPredicates.LengthArray, byte>(ref table.Lengths)));
        Assert.Equal(16, Unsafe.ByteOffset(ref start, ref Unsafe.As<KernelPredicates.PredicateArray, byte>(ref table.Predicates)));
        var sites = new SiteTable();
        Assert.Equal(56, Unsafe.ByteOffset(ref Unsafe.As<SiteTable, byte>(ref sites), ref Unsafe.As<SiteTable.ProbeArray, byte>(ref sites.Sites)));
    }

    private static nint OffsetOf(Field field)
    {
        var tally = new ThreadTally();
        return Unsafe.ByteOffset(ref Unsafe.As<ThreadTally, byte>(ref tally), ref field(in tally));
    }

    private delegate ref byte Field(in ThreadTally tally);
}
