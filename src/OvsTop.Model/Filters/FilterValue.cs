namespace OvsTop.Model.Filters;

/// <summary>A value with a mask, a range of numbers, or a text.</summary>
public readonly record struct FilterValue
{
    /// <summary>The number, with no bits outside <see cref="Mask"/>; the lower end of a range.</summary>
    public UInt128 Value { get; private init; }

    /// <summary>Bits that count. Zero: any value will do, the field must only exist.</summary>
    public UInt128 Mask { get; private init; }

    /// <summary>Upper end of a range, inclusive.</summary>
    public UInt128? UpTo { get; private init; }

    /// <summary>A name or text; null for numbers.</summary>
    public string? Text { get; private init; }

    /// <summary><see cref="Text"/> is bytes in hexadecimal.</summary>
    public bool IsBytes { get; private init; }

    /// <summary>A number under a mask.</summary>
    public static FilterValue Masked(UInt128 value, UInt128 mask) => new() { Value = value & mask, Mask = mask };

    /// <summary>Numbers from one to another, both included.</summary>
    /// <param name="from">Lowest.</param>
    /// <param name="upTo">Highest, not below <paramref name="from"/>.</param>
    /// <param name="fullMask">All bits of the field.</param>
    public static FilterValue Range(UInt128 from, UInt128 upTo, UInt128 fullMask) =>
        new() { Value = from, Mask = fullMask, UpTo = upTo };

    /// <summary>A name or text.</summary>
    public static FilterValue Named(string text) => new() { Text = text };

    /// <summary>Bytes.</summary>
    /// <param name="digits">An even number of lower-case hexadecimal digits.</param>
    public static FilterValue Bytes(string digits) => new() { Text = digits, IsBytes = true };
}
