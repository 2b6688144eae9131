using System.Buffers.Binary;
using OvsTop.Model.Flows;

namespace OvsTop.Model.Tallies;

/// <summary>
/// What a kernel upcall and the recv_upcall it becomes have in common: length, recirculation id and the headers up to ports and sequence number. Same
/// arithmetic as <c>packet_identity</c> in identity.bpf.h, where is said what is left out and why.
/// </summary>
public static class PacketIdentity
{
    /// <summary>Bytes of a packet that are looked at (HEAD_BYTES).</summary>
    public const int MaxBytes = 88;

    private const int Room = 96, HashedBytes = 64, Word = sizeof(ulong);

    /// <summary>Hashes a packet.</summary>
    /// <param name="packet">Its first bytes, at least those of its headers.</param>
    /// <param name="length">Its length on the wire.</param>
    /// <param name="recircId">Recirculation id of the upcall.</param>
    public static ulong Of(ReadOnlySpan<byte> packet, uint length, uint recircId)
    {
        packet = packet[..Math.Min(packet.Length, MaxBytes)];
        Span<byte> head = stackalloc byte[Room];
        head.Clear();
        packet.CopyTo(head);
        int at = 12;
        while (at < 20 && Type(head[at..]) is 0x8100 or 0x88a8)
        {
            at += 4;
        }

        ReadOnlySpan<byte> part = head[at..];
        int bytes = Math.Clamp(Counted(part), 0, Math.Max(0, packet.Length - at));
        ulong hash = Mix((ulong)(length - (uint)(at - 12)) << 32 | recircId, BinaryPrimitives.ReadUInt64LittleEndian(head));
        hash = Mix(hash, BinaryPrimitives.ReadUInt32LittleEndian(head[Word..]));
        for (int i = 0; i < Math.Min(bytes, HashedBytes); i += Word)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(part[i..]);
            hash = Mix(hash, bytes - i < Word ? word & (1UL << (bytes - i) * 8) - 1 : word);
        }

        return hash;
    }

    /// <summary>The recirculation id in a flow key; 0 if there is none.</summary>
    public static uint Recirculation(ReadOnlySpan<byte> key)
    {
        var value = NetlinkReader.Find(key, (ushort)KeyAttr.RecircId, out _);
        return value.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(value);
    }

    private static ushort Type(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16BigEndian(at);

    /// <summary>How many bytes count, from the type field on.</summary>
    private static int Counted(ReadOnlySpan<byte> part) => Type(part) switch
    {
        0x0800 => 2 + (part[2] & 15) * 4 + ((Type(part[8..]) & 0x1fff) == 0 ? Transport(part[11]) : 0),
        0x86dd => 2 + 40 + Transport(part[8]),
        0x0806 => 2 + 28,
        _ => 2,
    };

    private static int Transport(byte protocol) => protocol switch
    {
        6 => 16,
        17 => 6,
        1 or 58 or 132 => 8,
        _ => 0,
    };

    private static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15;
        return hash ^ hash >> 32;
    }
}
