using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>Ethernet, IPv4 and IPv6 addresses as numbers, and back.</summary>
internal static class AddressSyntax
{
    private static readonly SearchValues<char> Ipv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Reads xx:xx:xx:xx:xx:xx.</summary>
    public static bool TryMac(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = 0;
        int parts = 0;
        foreach (var range in text.Split(':'))
        {
            var part = text[range];
            if (part.Length is 0 or > 2 || ++parts > 6
                || !byte.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                return false;
            }

            value = (value << 8) | octet;
        }

        return parts == 6;
    }

    /// <summary>Reads a.b.c.d; leading zeros are decimal, as ovs-ofctl reads them.</summary>
    public static bool TryIpv4(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = 0;
        int parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.Length is 0 or > 3 || ++parts > 4
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out byte octet))
            {
                return false;
            }

            value = (value << 8) | octet;
        }

        return parts == 4;
    }

    /// <summary>Reads an IPv6 address without brackets or scope.</summary>
    public static bool TryIpv6(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = 0;
        if (text.Length is < 2 or > 45 || !text.Contains(':') || text.ContainsAnyExcept(Ipv6Characters)
            || !IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    /// <summary>Writes an Ethernet address.</summary>
    public static string Mac(UInt128 value)
    {
        ulong v = (ulong)value;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(byte)(v >> 40):x2}:{(byte)(v >> 32):x2}:{(byte)(v >> 24):x2}:{(byte)(v >> 16):x2}:{(byte)(v >> 8):x2}:{(byte)v:x2}");
    }

    /// <summary>Writes an IPv4 address.</summary>
    public static string Ipv4(UInt128 value)
    {
        uint v = (uint)value;
        return string.Create(CultureInfo.InvariantCulture, $"{v >> 24}.{(byte)(v >> 16)}.{(byte)(v >> 8)}.{(byte)v}");
    }

    /// <summary>Writes an IPv6 address.</summary>
    public static string Ipv6(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return new IPAddress(bytes).ToString();
    }
}
