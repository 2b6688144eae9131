using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace OvsTop.Model.Redaction;

/// <summary>
/// Pseudonyms of addresses that keep prefixes: two addresses with the same first n bits have pseudonyms with the same first n bits, and no more
/// (Xu, Fan, Ammar, Moon: Prefix-Preserving IP Address Anonymization, 2002). The same key gives the same pseudonyms, and no two addresses
/// share one.
/// </summary>
internal sealed class AddressCipher : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    private const int Bits = 128;
    private const int CacheSize = 1 << 13;

    private readonly ICryptoTransform _aes;
    private readonly UInt128[] _pads = new UInt128[4];
    private readonly byte[] _blocks = new byte[Bits * 16];
    private readonly Entry[] _cache = new Entry[CacheSize];

    /// <summary>Makes a cipher.</summary>
    public AddressCipher(ReadOnlySpan<byte> key)
    {
        using var aes = Aes.Create();
        aes.Key = key[..KeyBytes].ToArray();
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        _aes = aes.CreateEncryptor();
        for (int kind = 0; kind < _pads.Length; kind++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(_blocks, (UInt128)kind);
            Encrypt(1);
            _pads[kind] = BinaryPrimitives.ReadUInt128BigEndian(_blocks);
        }
    }

    /// <summary>The pseudonym of an address.</summary>
    /// <param name="kind">Addresses of different kinds have unrelated pseudonyms, 0 .. 2.</param>
    /// <param name="address">The address, in the upper bits.</param>
    /// <param name="length">Bits of it.</param>
    /// <param name="kept">Bits that stay as they are, a one for each.</param>
    public UInt128 Map(int kind, UInt128 address, int length, UInt128 kept) => Cached(kind, address, length, kept);

    /// <summary>The pseudonym of 16 bytes that are no address: all of them change.</summary>
    public UInt128 Permute(UInt128 value) => Cached(3, value, 0, 0);

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();

    private UInt128 Cached(int kind, UInt128 value, int length, UInt128 kept)
    {
        uint hash = BitOperations.Crc32C(BitOperations.Crc32C((uint)kind, (ulong)value), (ulong)(value >> 64));
        ref var entry = ref _cache[hash % CacheSize];
        if (entry.Length != length + 1 || entry.Kind != kind || entry.Value != value)
        {
            entry = new Entry(value, length == 0 ? Block(kind, value) : Bitwise(kind, value, length, kept), kind, length + 1);
        }

        return entry.Mapped;
    }

    private UInt128 Block(int kind, UInt128 value)
    {
        BinaryPrimitives.WriteUInt128BigEndian(_blocks, value ^ _pads[kind]);
        Encrypt(1);
        return BinaryPrimitives.ReadUInt128BigEndian(_blocks);
    }

    /// <summary>Bit i is flipped or not as the bits before it decide, through the cipher.</summary>
    private UInt128 Bitwise(int kind, UInt128 value, int length, UInt128 kept)
    {
        for (int i = 0; i < length; i++)
        {
            var before = i == 0 ? 0 : UInt128.MaxValue << (Bits - i);
            BinaryPrimitives.WriteUInt128BigEndian(_blocks.AsSpan(i * 16), (value & before) | (_pads[kind] & ~before));
        }

        Encrypt(length);
        UInt128 flips = 0;
        for (int i = 0; i < length; i++)
        {
            flips |= (UInt128)(uint)(_blocks[i * 16] >> 7) << (Bits - 1 - i);
        }

        return value ^ (flips & ~kept);
    }

    private void Encrypt(int blocks) => _aes.TransformBlock(_blocks, 0, blocks * 16, _blocks, 0);

    private readonly record struct Entry(UInt128 Value, UInt128 Mapped, int Kind, int Length);
}
