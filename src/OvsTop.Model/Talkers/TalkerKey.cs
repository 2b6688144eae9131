using System.Runtime.InteropServices;

namespace OvsTop.Model.Talkers;

/// <summary>
/// What upcalls are counted under: <c>struct ovstop_talker_key</c> in ovstop.h; keys of the dimensions before <see cref="TalkerDimension.Source"/> are their
/// head alone. Blittable, host order.
/// </summary>
/// <param name="Head">From the high bits down: generation of the filter 8, epoch 8 (both only between kernel and reader), dimension 4, kind 4, IP protocol 8, value 32.</param>
/// <param name="SourceHigh">The address, of a flow the source: upper half.</param>
/// <param name="SourceLow">Lower half; IPv4 and MAC addresses are here.</param>
/// <param name="DestinationHigh">Destination of a flow: upper half.</param>
/// <param name="DestinationLow">Lower half.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TalkerKey(ulong Head, ulong SourceHigh, ulong SourceLow, ulong DestinationHigh, ulong DestinationLow)
{
    /// <summary>Bits of <see cref="Head"/> that are part of the key's identity.</summary>
    public const ulong HeadMask = (1UL << 48) - 1;

    private const int DimensionShift = 44;
    private const int KindShift = 40;
    private const int ProtocolShift = 32;

    /// <summary>A key without addresses.</summary>
    public TalkerKey(TalkerDimension dimension, TalkerKind kind, uint value)
        : this((ulong)dimension << DimensionShift | (ulong)kind << KindShift | value, 0, 0, 0, 0)
    {
    }

    /// <summary>A key with addresses.</summary>
    public TalkerKey(TalkerDimension dimension, TalkerKind kind, byte protocol, uint value, UInt128 source, UInt128 destination)
        : this(
            (ulong)dimension << DimensionShift | (ulong)kind << KindShift | (ulong)protocol << ProtocolShift | value,
            (ulong)(source >> 64), (ulong)source, (ulong)(destination >> 64), (ulong)destination)
    {
    }

    /// <summary>An order for those who are as loud as each other, so that everybody lists the same of them.</summary>
    public static Comparer<TalkerKey> Order { get; } = Comparer<TalkerKey>.Create((a, b) =>
        (a.Head, a.SourceHigh, a.SourceLow, a.DestinationHigh, a.DestinationLow).CompareTo((b.Head, b.SourceHigh, b.SourceLow, b.DestinationHigh, b.DestinationLow)));

    /// <summary>The dimension; may be none of the known ones in a key from outside.</summary>
    public TalkerDimension Dimension => (TalkerDimension)(Head >> DimensionShift & 15);

    /// <summary>What the value is.</summary>
    public TalkerKind Kind => (TalkerKind)(Head >> KindShift & 15);

    /// <summary>IP protocol of a flow.</summary>
    public byte Protocol => (byte)(Head >> ProtocolShift);

    /// <summary>
    /// The number; of a flow source port 16, destination port 16 (ICMP: type 8, code 8; ARP: operation; otherwise the Ethernet type).
    /// </summary>
    public uint Value => (uint)Head;

    /// <summary>The address, of a flow the source.</summary>
    public UInt128 Source => new(SourceHigh, SourceLow);

    /// <summary>Destination of a flow.</summary>
    public UInt128 Destination => new(DestinationHigh, DestinationLow);

    /// <summary>Generation of the filter under which the kernel counted, lowest 8 bits.</summary>
    public byte Generation => (byte)(Head >> 56);

    /// <summary>Epoch in which the kernel counted, lowest 8 bits.</summary>
    public byte Epoch => (byte)(Head >> 48);

    /// <summary>The key without what only kernel and reader know.</summary>
    public TalkerKey ToPlain() => this with { Head = Head & HeadMask };

    /// <summary>A good hash; the record's own mixes the words too little for linear probing.</summary>
    public override int GetHashCode()
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        ulong hash = Head * Multiplier;
        hash = (hash ^ hash >> 32 ^ SourceHigh) * Multiplier;
        hash = (hash ^ hash >> 32 ^ SourceLow) * Multiplier;
        hash = (hash ^ hash >> 32 ^ DestinationHigh) * Multiplier;
        hash = (hash ^ hash >> 32 ^ DestinationLow) * Multiplier;
        return (int)(hash >> 32);
    }
}
