using System.Globalization;

namespace OvsTop.Model.Flows;

/// <summary>A growing character buffer with the number formats of lib/dynamic-string.c. Reused, it allocates nothing.</summary>
public sealed class TextSink
{
    private const string HexDigits = "0123456789abcdef";
    private char[] _chars;

    /// <summary>Makes an empty sink.</summary>
    /// <param name="capacity">Characters to start with.</param>
    public TextSink(int capacity = 512) => _chars = new char[capacity];

    /// <summary>Characters written.</summary>
    public int Length { get; private set; }

    /// <summary>The text; valid until the next write.</summary>
    public ReadOnlySpan<char> Written => _chars.AsSpan(0, Length);

    /// <summary>Forgets the text, keeps the memory.</summary>
    public TextSink Clear()
    {
        Length = 0;
        return this;
    }

    /// <summary>The text as a string.</summary>
    public override string ToString() => new(_chars, 0, Length);

    /// <summary>Appends a character.</summary>
    public TextSink Put(char character)
    {
        Reserve(1);
        _chars[Length++] = character;
        return this;
    }

    /// <summary>Appends text.</summary>
    public TextSink Put(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
        return this;
    }

    /// <summary>Appends a number: <c>%u</c>.</summary>
    public TextSink Number(long value)
    {
        Reserve(20);
        value.TryFormat(_chars.AsSpan(Length), out int written, default, CultureInfo.InvariantCulture);
        Length += written;
        return this;
    }

    /// <summary>Appends a number: <c>%#x</c>, so 0 has no prefix.</summary>
    public TextSink Hex(ulong value) => value == 0 ? Put('0') : Put("0x").HexDigitsOf(value, 1);

    /// <summary>Appends digits without prefix: <c>%0*x</c>.</summary>
    public TextSink HexDigitsOf(ulong value, int width)
    {
        int digits = Math.Max(width, (67 - System.Numerics.BitOperations.LeadingZeroCount(value)) / 4);
        Reserve(digits);
        for (int i = digits - 1; i >= 0; i--, value >>= 4)
        {
            _chars[Length + i] = HexDigits[(int)(value & 15)];
        }

        Length += digits;
        return this;
    }

    /// <summary>Appends bytes, two digits each, with a character between them unless it is 0.</summary>
    public TextSink Bytes(ReadOnlySpan<byte> bytes, char separator = '\0')
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (i > 0 && separator != '\0')
            {
                Put(separator);
            }

            HexDigitsOf(bytes[i], 2);
        }

        return this;
    }

    /// <summary>Appends bytes as one big number without leading zeros: ds_put_hex; <c>0</c> if all are 0.</summary>
    public TextSink HexNumber(ReadOnlySpan<byte> bigEndian)
    {
        int first = bigEndian.IndexOfAnyExcept((byte)0);
        return first < 0 ? Put('0') : Put("0x").HexDigitsOf(bigEndian[first], 1).Bytes(bigEndian[(first + 1)..]);
    }

    /// <summary>Removes a trailing character if it is this one: ds_chomp.</summary>
    public TextSink Chomp(char character)
    {
        if (Length > 0 && _chars[Length - 1] == character)
        {
            Length--;
        }

        return this;
    }

    private void Reserve(int count)
    {
        if (Length + count > _chars.Length)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + count));
        }
    }
}
