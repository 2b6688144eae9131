using System.Buffers.Binary;
using OvsTop.Model.Events;

namespace OvsTop.Model.Tallies;

/// <summary>
/// Identity of a flow key within a handler's batch: the put's key is a copy of the upcall's (ukey_create__ in ofproto-dpif-upcall.c).
/// Same arithmetic as <c>key_hash</c> in ovstop.bpf.c.
/// </summary>
public static class KeyHash
{
    /// <summary>Bytes of a key that take part (OVSTOP_HASH_BYTES in ovstop.h); the length always does.</summary>
    public const int MaxBytes = 256;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>The identity of the key of a recv_upcall or put: its hash, or what stands for it where a recording of another tool brings no key.</summary>
    public static ulong Of(in ProbeEvent record) =>
        record.Header.Value2 != 0 ? record.Header.Value2 : Of(record.Key, record.Header.KeyLength);

    /// <summary>Hashes up to <see cref="MaxBytes"/> of a key.</summary>
    /// <param name="key">The key, or as much as was captured.</param>
    /// <param name="fullLength">Its length in the daemon.</param>
    public static ulong Of(ReadOnlySpan<byte> key, uint fullLength)
    {
        key = key[..Math.Min(key.Length, MaxBytes)];
        ulong even = fullLength, odd = Multiplier;
        for (; key.Length >= 16; key = key[16..])
        {
            Mix(key, ref even, ref odd);
        }

        if (key.Length > 0)
        {
            Span<byte> tail = stackalloc byte[16];
            tail.Clear();
            key.CopyTo(tail);
            Mix(tail, ref even, ref odd);
        }

        return even ^ (odd << 1 | odd >> 63);
    }

    private static void Mix(ReadOnlySpan<byte> sixteen, ref ulong even, ref ulong odd)
    {
        even = (even ^ BinaryPrimitives.ReadUInt64LittleEndian(sixteen)) * Multiplier;
        odd = (odd ^ BinaryPrimitives.ReadUInt64LittleEndian(sixteen[8..])) * Multiplier;
        even ^= even >> 32;
        odd ^= odd >> 32;
    }
}
