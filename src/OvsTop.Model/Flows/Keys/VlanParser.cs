using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads <c>vid=,pcp=,cfi=</c>.</summary>
internal static class VlanParser
{
    private static readonly (string Name, int Shift, uint Max)[] Parts = [("vid", 0, 0xfff), ("pcp", 13, 7), ("cfi", 12, 1)];

    /// <summary>Reads up to the closing parenthesis; a tag has its CFI bit unless the text says otherwise.</summary>
    public static bool Parse(ref TextCursor cursor, scoped Span<byte> value, scoped Span<byte> mask)
    {
        uint tci = VlanText.Cfi, bits = VlanText.Cfi;
        int count = 0;
        for (bool more = cursor.Next != ')'; more; more = cursor.Take(','), count++)
        {
            if (!Part(ref cursor, ref tci, ref bits))
            {
                return false;
            }
        }

        cursor.SawMask |= count < 2;
        WriteUInt16BigEndian(value, (ushort)tci);
        WriteUInt16BigEndian(mask, (ushort)bits);
        return true;
    }

    private static bool Part(ref TextCursor cursor, ref uint tci, ref uint bits)
    {
        foreach (var (name, shift, max) in Parts)
        {
            if (!FieldParser.TakeName(ref cursor, name))
            {
                continue;
            }

            uint part = max;
            if (!cursor.U32(out uint value, max) || cursor.Take('/') && !cursor.U32(out part, max))
            {
                return false;
            }

            cursor.SawMask |= part != max;
            tci = tci & ~(max << shift) | value << shift;
            bits = bits & ~(max << shift) | part << shift;
            return true;
        }

        return cursor.Fail("expected vid=, pcp= or cfi=");
    }
}
