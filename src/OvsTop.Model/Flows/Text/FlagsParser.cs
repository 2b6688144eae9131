namespace OvsTop.Model.Flows;

/// <summary>Reads named bits in all forms they are printed in (parse_flags in lib/flow.c).</summary>
internal static class FlagsParser
{
    /// <summary>Reads up to, but not including, the closing parenthesis. Without a mask in the text all mask bits are set.</summary>
    public static bool Parse(ref TextCursor cursor, FlagNames names, char separator, out uint flags, out uint mask)
    {
        flags = 0;
        mask = uint.MaxValue;
        if (cursor.Next is '+' or '-')
        {
            cursor.SawMask = true;
            return Signed(ref cursor, names, out flags, out mask);
        }

        if (char.IsAsciiDigit(cursor.Next))
        {
            int start = cursor.Position;
            if (!cursor.U32(out flags))
            {
                return false;
            }

            if (cursor.Take('/'))
            {
                cursor.SawMask = true;
                return cursor.U32(out mask);
            }

            cursor.Position = start;
            flags = 0;
        }

        while (cursor.Next != ')')
        {
            uint bits = 0;
            if (char.IsAsciiDigit(cursor.Next) ? !cursor.U32(out bits) : !Name(ref cursor, names, [separator, ')'], out bits))
            {
                return false;
            }

            flags |= bits;
            cursor.Take(separator);
        }

        return true;
    }

    private static bool Signed(ref TextCursor cursor, FlagNames names, out uint flags, out uint mask)
    {
        flags = mask = 0;
        while (cursor.Next is '+' or '-')
        {
            bool set = cursor.Next == '+';
            cursor.Position++;
            if (!Name(ref cursor, names, "+-)", out uint bit))
            {
                return false;
            }

            flags |= set ? bit : 0;
            mask |= bit;
        }

        return cursor.Next == ')' || cursor.Fail("expected + or -");
    }

    private static bool Name(ref TextCursor cursor, FlagNames names, scoped ReadOnlySpan<char> ends, out uint bit)
    {
        int start = cursor.Position;
        var name = cursor.TakeUntil(ends);
        for (int i = 0; i < names.Count; i++)
        {
            if (name.SequenceEqual(names[i]))
            {
                bit = 1u << i;
                return true;
            }
        }

        bit = 0;
        cursor.Position = start;
        return cursor.Fail($"unknown flag \"{name}\"");
    }
}
