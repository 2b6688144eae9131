namespace OvsTop.Model.Flows;

/// <summary>Reads text from left to right; the first failure is kept.</summary>
internal ref struct TextCursor(ReadOnlySpan<char> text, PortNames? ports)
{
    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Deepest nesting of a flow or action text (MAX_ODP_NESTED).</summary>
    public const int MaxDepth = 32;

    /// <summary>Names for ports.</summary>
    public PortNames? Ports { get; } = ports;

    /// <summary>Character read next.</summary>
    public int Position { get; set; }

    /// <summary>Nesting of the caller.</summary>
    public int Depth { get; set; }

    /// <summary>True if something not exact was read: a mask, or fields left out.</summary>
    public bool SawMask { get; set; }

    /// <summary>The first failure.</summary>
    public TextError? Error { get; private set; }

    /// <summary>The text not read yet.</summary>
    public readonly ReadOnlySpan<char> Rest => _text[Position..];

    /// <summary>The next character, or 0 at the end.</summary>
    public readonly char Next => Position < _text.Length ? _text[Position] : '\0';

    /// <summary>True at the end.</summary>
    public readonly bool AtEnd => Position >= _text.Length;

    /// <summary>Notes a failure here; returns false.</summary>
    public bool Fail(string message)
    {
        Error ??= new TextError(Position, message);
        return false;
    }

    /// <summary>Reads this text if it comes next.</summary>
    public bool Take(scoped ReadOnlySpan<char> expected)
    {
        if (!Rest.StartsWith(expected, StringComparison.Ordinal))
        {
            return false;
        }

        Position += expected.Length;
        return true;
    }

    /// <summary>Reads this character if it comes next.</summary>
    public bool Take(char expected)
    {
        if (Next != expected || AtEnd)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Reads this text or fails.</summary>
    public bool Demand(string expected) => Take(expected) || Fail($"expected \"{expected}\"");

    /// <summary>Skips what separates attributes and actions.</summary>
    public void SkipDelimiters()
    {
        while (Next is ',' or ' ' or '\t' or '\r' or '\n')
        {
            Position++;
        }
    }

    /// <summary>Reads up to one of these characters or the end.</summary>
    public ReadOnlySpan<char> TakeUntil(scoped ReadOnlySpan<char> ends)
    {
        var rest = Rest;
        int end = rest.IndexOfAny(ends);
        var token = end < 0 ? rest : rest[..end];
        Position += token.Length;
        return token;
    }

    /// <summary>Reads a number as <c>%i</c> does: 0x for hexadecimal, 0 for octal.</summary>
    public bool Number(ulong max, out ulong value)
    {
        uint radix = 10;
        value = 0;
        int start = Position;
        if (Next == '0')
        {
            radix = Take("0x") || Take("0X") ? 16u : 8u;
        }

        int digits = Position;
        for (; char.IsAsciiHexDigit(Next); Position++)
        {
            uint digit = (uint)HexValue(Next);
            if (digit >= radix)
            {
                break;
            }

            if (value > (ulong.MaxValue - digit) / radix || value * radix + digit > max)
            {
                Position = start;
                return Fail($"number above {max}");
            }

            value = value * radix + digit;
        }

        return Position > digits || Fail("expected a number");
    }

    /// <summary>Reads a number of up to 32 bits.</summary>
    public bool U32(out uint value, uint max = uint.MaxValue)
    {
        bool good = Number(max, out ulong number);
        value = (uint)number;
        return good;
    }

    /// <summary>Reads a hexadecimal number of any length, right-aligned into bytes.</summary>
    public bool BigNumber(scoped Span<byte> value)
    {
        value.Clear();
        if (!Take("0x") && !Take("0X"))
        {
            bool small = Number(ulong.MaxValue, out ulong number);
            for (int i = value.Length - 1; i >= 0 && small; i--, number >>= 8)
            {
                value[i] = (byte)number;
            }

            return small && number == 0 || Fail("number too long");
        }

        int count = 0;
        while (count < Rest.Length && char.IsAsciiHexDigit(Rest[count]))
        {
            count++;
        }

        if (count == 0 || (count + 1) / 2 > value.Length)
        {
            return Fail(count == 0 ? "expected hexadecimal digits" : $"number longer than {value.Length} bytes");
        }

        var digits = Rest[..count];
        for (int i = 0; i < count; i++)
        {
            value[value.Length - 1 - i / 2] |= (byte)(HexValue(digits[count - 1 - i]) << (i % 2 * 4));
        }

        Position += count;
        return true;
    }

    /// <summary>Value of a hexadecimal digit.</summary>
    public static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
