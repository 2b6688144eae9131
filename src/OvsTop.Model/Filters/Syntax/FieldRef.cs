using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>A field as it is named in a filter: <c>nw_src</c>, <c>reg3</c>, <c>reg3[0..15]</c>.</summary>
/// <param name="Field">The field.</param>
/// <param name="Index">Number of a numbered field.</param>
/// <param name="LowBit">First bit meant.</param>
/// <param name="Bits">Number of bits meant.</param>
internal readonly record struct FieldRef(FilterField Field, int Index, int LowBit, int Bits)
{
    /// <summary>The field, as wide as the bits meant.</summary>
    public FilterField ValueField => Bits == Field.Bits ? Field : Field with { Bits = Bits, ZeroBits = 0, Kind = ValueKind.Hexadecimal };

    /// <summary>Reads a reference.</summary>
    /// <returns>false with what is wrong; <see cref="Field"/> is null when there is no such field.</returns>
    public static bool TryParse(string text, out FieldRef reference, out string problem)
    {
        problem = "";
        int bracket = text.IndexOf('[');
        string name = bracket < 0 ? text : text[..bracket];
        if (!FilterFields.TryFind(name, out var field, out int index))
        {
            reference = default;
            problem = field is null
                ? Spelling.Unknown(name)
                : $"{field.Name} needs a number from {field.FirstInstance} to {field.Instances - 1}: {field.NameOf(field.FirstInstance)}";
            return false;
        }

        reference = new(field, index, 0, field.Bits);
        if (bracket < 0)
        {
            return true;
        }

        if (!field.Maskable || field.ZeroBits > 0 || !TryBits(text[bracket..], field.Bits, out int low, out int high))
        {
            problem = field.Maskable && field.ZeroBits == 0
                ? $"bits of a field are written {field.NameOf(index)}[0..{field.Bits - 1}]"
                : $"bits of {field.Name} cannot be picked";
            return false;
        }

        reference = new(field, index, low, high - low + 1);
        return true;
    }

    /// <summary>Moves a value of some bits to its place in the field.</summary>
    /// <returns>null, or what is wrong.</returns>
    public string? Place(ref FilterValue value)
    {
        if (Bits != Field.Bits)
        {
            if (value.UpTo is not null)
            {
                return "bits of a field take a value or a mask, no range";
            }

            value = FilterValue.Masked(value.Value << LowBit, value.Mask << LowBit);
        }

        return null;
    }

    private static bool TryBits(string text, int width, out int low, out int high)
    {
        (low, high) = (0, width - 1);
        if (text is "[]")
        {
            return true;
        }

        if (text.Length < 3 || text[^1] != ']')
        {
            return false;
        }

        var inner = text.AsSpan()[1..^1];
        int dots = inner.IndexOf("..");
        bool isNumbers = dots < 0
            ? int.TryParse(inner, out low)
            : int.TryParse(inner[..dots], out low) & int.TryParse(inner[(dots + 2)..], out high);
        high = dots < 0 ? low : high;
        return isNumbers && low >= 0 && low <= high && high < width;
    }
}
