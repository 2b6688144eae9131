using System.Security.Cryptography;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Redaction;

/// <summary>
/// Puts pseudonyms in the place of addresses and names, the same ones for the same key. Addresses keep their class and their common prefixes, so
/// that subnets stay subnets; broadcast, unspecified, loopback and well-known group addresses stay what they are. Not thread safe.
/// </summary>
public sealed class Redactor : IDisposable
{
    private const int MacKind = 0, Ipv4Kind = 1, Ipv6Kind = 2;

    private readonly byte[] _key;
    private readonly AddressCipher _cipher;
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];

    /// <summary>Makes a redactor with a key of its own: nobody can tell its pseudonyms from a list of addresses.</summary>
    public Redactor()
        : this(RandomNumberGenerator.GetBytes(AddressCipher.KeyBytes))
    {
    }

    /// <summary>Makes a redactor that gives the pseudonyms of a key.</summary>
    /// <param name="key">32 bytes or more.</param>
    public Redactor(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, AddressCipher.KeyBytes, nameof(key));
        _key = key.ToArray();
        _cipher = new AddressCipher(key);
    }

    /// <summary>Replaces a MAC address. Group and local bit stay; so do broadcast, zero and 01:80:c2:00:00:0x, and the prefixes 33:33 and 01:00:5e.</summary>
    /// <param name="address">6 bytes.</param>
    public void Mac(Span<byte> address)
    {
        const ulong Broadcast = 0xffff_ffff_ffff, LinkLocal = 0x0180_c200_0000, Flags = 0x0300_0000_0000;
        ulong value = (ulong)ReadUInt16BigEndian(address) << 32 | ReadUInt32BigEndian(address[2..]);
        if (value is 0 or Broadcast || (value & ~0xfUL) == LinkLocal)
        {
            return;
        }

        ulong kept = Flags;
        kept |= value >> 32 == 0x3333 ? 0xffff_0000_0000UL : 0;
        kept |= value >> 24 == 0x01005e ? 0xffff_ff80_0000UL : 0;
        ulong mapped = (ulong)(_cipher.Map(MacKind, (UInt128)value << 80, 48, (UInt128)kept << 80) >> 80);
        WriteUInt16BigEndian(address, (ushort)(mapped >> 32));
        WriteUInt32BigEndian(address[2..], (uint)mapped);
    }

    /// <summary>Replaces an IPv4 address. The class (the bits up to the first 0, four at most) stays; 0.0.0.0, 255.255.255.255, 127/8 and 224.0.0/24 stay whole.</summary>
    /// <param name="address">4 bytes.</param>
    public void Ipv4(Span<byte> address)
    {
        uint value = ReadUInt32BigEndian(address);
        if (value is 0 or uint.MaxValue || value >> 24 == 127 || value >> 8 == 0xe00000)
        {
            return;
        }

        int classBits = value >> 31 == 0 ? 1 : value >> 30 == 2 ? 2 : value >> 29 == 6 ? 3 : 4;
        WriteUInt32BigEndian(address, (uint)(_cipher.Map(Ipv4Kind, (UInt128)value << 96, 32, UInt128.MaxValue << (128 - classBits)) >> 96));
    }

    /// <summary>
    /// Replaces an IPv6 address. The first three bits stay, of fe80::/64 all 64, of unique local ones 8, of groups 16, and the whole solicited-node
    /// prefix; ::, ::1 and groups with a number below 2^32 stay whole; a mapped IPv4 address has the pseudonym of that.
    /// </summary>
    /// <param name="address">16 bytes.</param>
    public void Ipv6(Span<byte> address)
    {
        var value = ReadUInt128BigEndian(address);
        ulong high = (ulong)(value >> 64), low = (ulong)value;
        bool isGroup = high >> 56 == 0xff;
        if ((high == 0 && low <= 1) || (isGroup && (high & 0x0000_ffff_ffff_ffff) == 0 && low <= uint.MaxValue))
        {
            return;
        }

        if (high == 0 && low >> 32 == 0xffff)
        {
            Ipv4(address[12..]);
            return;
        }

        int kept = isGroup && (high & 0x0000_ffff_ffff_ffff) == 0 && low >> 24 == 0x1ff ? 104
            : isGroup ? 16
            : high == 0xfe80_0000_0000_0000 ? 64
            : high >> 57 == 0x7e ? 8
            : high >> 54 == 0x3fa ? 10
            : 3;
        WriteUInt128BigEndian(address, _cipher.Map(Ipv6Kind, value, 128, UInt128.MaxValue << (128 - kept)));
    }

    /// <summary>Replaces 16 bytes that identify something (a ufid, conntrack labels); zeros stay.</summary>
    public void Identity(Span<byte> sixteen)
    {
        var value = ReadUInt128BigEndian(sixteen);
        if (value != 0)
        {
            WriteUInt128BigEndian(sixteen, _cipher.Permute(value));
        }
    }

    /// <summary>Replaces bytes nobody knows the meaning of: the same bytes always by the same. Zeros stay.</summary>
    public void Opaque(Span<byte> bytes)
    {
        if (!bytes.ContainsAnyExcept((byte)0))
        {
            return;
        }

        HMACSHA256.HashData(_key, bytes, _digest);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(_digest[i % _digest.Length] ^ (i / _digest.Length));
        }
    }

    /// <summary>
    /// The pseudonym of a device, port, host or thread, like <c>name-3fa9c1</c>; names that Open vSwitch and the kernel give themselves
    /// (<see cref="KnownNames"/>) stay, and so does what stands before <c>@</c>.
    /// </summary>
    public string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int at = name.IndexOf('@');
        if (at >= 0)
        {
            return string.Concat(name.AsSpan(0, at + 1), Name(name[(at + 1)..]));
        }

        if (name.Length == 0 || KnownNames.Contains(name))
        {
            return name;
        }

        HMACSHA256.HashData(_key, System.Text.Encoding.UTF8.GetBytes("name " + name), _digest);
        return $"name-{Convert.ToHexStringLower(_digest.AsSpan(0, 3))}";
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();
}
