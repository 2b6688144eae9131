using System.Buffers.Binary;
using OvsTop.Model.Flows;
using OvsTop.Model.Tallies;

namespace OvsTop.Model.Packets;

/// <summary>
/// What a kernel upcall and the recv_upcall it becomes have in common: the packet's first bytes, its length and its recirculation id. The
/// TCP or UDP checksum does not count: the kernel completes it on the way (skb_checksum_help in queue_userspace_packet, net/openvswitch/datapath.c).
/// </summary>
public static class PacketIdentity
{
    /// <summary>Bytes that count; both probes capture at least these.</summary>
    private const int MaxBytes = 128;

    /// <summary>Hashes a packet.</summary>
    public static ulong Of(ReadOnlySpan<byte> packet, uint length, uint recircId)
    {
        packet = packet[..Math.Min(packet.Length, MaxBytes)];
        Span<byte> head = stackalloc byte[MaxBytes];
        packet.CopyTo(head);
        int checksum = ChecksumOffset(packet);
        if (checksum > 0 && checksum + 2 <= packet.Length)
        {
            head.Slice(checksum, 2).Clear();
        }

        return KeyHash.Of(head[..packet.Length], length) ^ recircId * 0x9E3779B97F4A7C15;
    }

    /// <summary>The recirculation id in a flow key; 0 if there is none.</summary>
    public static uint Recirculation(ReadOnlySpan<byte> key)
    {
        var value = NetlinkReader.Find(key, (ushort)KeyAttr.RecircId, out _);
        return value.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(value);
    }

    /// <summary>Where the TCP or UDP checksum is; 0 when there is none in reach.</summary>
    private static int ChecksumOffset(ReadOnlySpan<byte> packet)
    {
        int type = 12;
        while (type + 2 <= packet.Length && BinaryPrimitives.ReadUInt16BigEndian(packet[type..]) is 0x8100 or 0x88a8)
        {
            type += 4;
        }

        int network = type + 2;
        if (network + 20 > packet.Length)
        {
            return 0;
        }

        return BinaryPrimitives.ReadUInt16BigEndian(packet[type..]) switch
        {
            0x0800 => Transport(packet[network + 9], network + (packet[network] & 15) * 4),
            0x86dd => Transport(packet[network + 6], network + 40),
            _ => 0,
        };
    }

    private static int Transport(byte protocol, int offset) => protocol switch
    {
        6 => offset + 16,
        17 => offset + 6,
        _ => 0,
    };
}
