using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads label stack entries: <c>label=,tc=,ttl=,bos=</c>, again for each further entry.</summary>
internal static class MplsParser
{
    /// <summary>Deepest stack read; Open vSwitch keys have at most three entries.</summary>
    private const int MaxEntries = 16;

    private static readonly (string Name, int Shift, uint Max)[] Parts = [("label", 12, 0xfffff), ("tc", 9, 7), ("ttl", 0, 0xff), ("bos", 8, 1)];

    /// <summary>Reads an attribute with its closing parenthesis.</summary>
    public static bool Parse(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        Span<byte> value = stackalloc byte[4 * MaxEntries], bits = stackalloc byte[4 * MaxEntries];
        int entries = 0;
        do
        {
            if (entries == MaxEntries)
            {
                return cursor.Fail($"more than {MaxEntries} labels");
            }

            if (!Entry(ref cursor, out uint entry, out uint entryMask))
            {
                return false;
            }

            WriteUInt32BigEndian(value[(4 * entries)..], entry);
            WriteUInt32BigEndian(bits[(4 * entries)..], entryMask);
            entries++;
        }
        while (cursor.Take(','));

        key.Put((ushort)KeyAttr.Mpls, value[..(4 * entries)]);
        mask.Put((ushort)KeyAttr.Mpls, bits[..(4 * entries)]);
        return cursor.Demand(")");
    }

    /// <summary>Reads one entry; parts left out are 0 in value and mask.</summary>
    public static bool Entry(ref TextCursor cursor, out uint entry, out uint mask)
    {
        entry = mask = 0;
        int next = 0;
        while (next < Parts.Length)
        {
            int found = Array.FindIndex(Parts, next, Match(cursor));
            if (found < 0)
            {
                break;
            }

            var (name, shift, max) = Parts[found];
            cursor.Position += name.Length + 1;
            uint bits = max;
            if (!cursor.U32(out uint value, max))
            {
                return false;
            }

            if (cursor.Take('/') && !Hex(ref cursor, max, out bits))
            {
                return false;
            }

            cursor.SawMask |= bits != max;
            entry |= value << shift;
            mask |= bits << shift;
            next = found + 1;
            if (next == Parts.Length || cursor.Next != ',')
            {
                break;
            }

            // The comma may also start the next entry.
            int comma = cursor.Position++;
            if (Array.FindIndex(Parts, next, Match(cursor)) < 0)
            {
                cursor.Position = comma;
                break;
            }
        }

        return next > 0 || cursor.Fail("expected label=, tc=, ttl= or bos=");
    }

    private static Predicate<(string Name, int Shift, uint Max)> Match(in TextCursor cursor)
    {
        string rest = cursor.Rest[..Math.Min(6, cursor.Rest.Length)].ToString();
        return part => rest.StartsWith(part.Name, StringComparison.Ordinal) && rest.Length > part.Name.Length && rest[part.Name.Length] == '=';
    }

    /// <summary>The masks of tc and bos are hexadecimal without a prefix.</summary>
    private static bool Hex(ref TextCursor cursor, uint max, out uint value)
    {
        value = 0;
        if (cursor.Rest.StartsWith("0x"))
        {
            return cursor.U32(out value, max);
        }

        if (!char.IsAsciiHexDigit(cursor.Next))
        {
            return cursor.Fail("expected a hexadecimal mask");
        }

        value = (uint)TextCursor.HexValue(cursor.Next);
        cursor.Position++;
        return value <= max || cursor.Fail($"mask above {max}");
    }
}
