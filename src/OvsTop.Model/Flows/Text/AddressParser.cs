using System.Net;

namespace OvsTop.Model.Flows;

/// <summary>Reads addresses.</summary>
internal static class AddressParser
{
    /// <summary>Six hexadecimal bytes with colons.</summary>
    public static bool Mac(ref TextCursor cursor, scoped Span<byte> mac)
    {
        for (int i = 0; i < 6; i++)
        {
            if (i > 0 && !cursor.Take(':') || !char.IsAsciiHexDigit(cursor.Next))
            {
                return cursor.Fail("expected a MAC address");
            }

            mac[i] = (byte)TextCursor.HexValue(cursor.Next);
            cursor.Position++;
            if (char.IsAsciiHexDigit(cursor.Next))
            {
                mac[i] = (byte)(mac[i] << 4 | TextCursor.HexValue(cursor.Next));
                cursor.Position++;
            }
        }

        return true;
    }

    /// <summary>Four decimal bytes with dots.</summary>
    public static bool Ipv4(ref TextCursor cursor, scoped Span<byte> address)
    {
        for (int i = 0; i < 4; i++)
        {
            if (i > 0 && !cursor.Take('.') || !char.IsAsciiDigit(cursor.Next))
            {
                return cursor.Fail("expected an IPv4 address");
            }

            int number = 0;
            for (; char.IsAsciiDigit(cursor.Next); cursor.Position++)
            {
                number = number * 10 + cursor.Next - '0';
                if (number > byte.MaxValue)
                {
                    return cursor.Fail("part of an IPv4 address above 255");
                }
            }

            address[i] = (byte)number;
        }

        return true;
    }

    /// <summary>What inet_pton takes.</summary>
    public static bool Ipv6(ref TextCursor cursor, scoped Span<byte> address)
    {
        int length = 0;
        var rest = cursor.Rest;
        while (length < rest.Length && (char.IsAsciiHexDigit(rest[length]) || rest[length] is ':' or '.'))
        {
            length++;
        }

        if (rest[..length].Contains(':') && IPAddress.TryParse(rest[..length], out var parsed) && parsed.TryWriteBytes(address, out int written) && written == 16)
        {
            cursor.Position += length;
            return true;
        }

        return cursor.Fail("expected an IPv6 address");
    }
}
