namespace OvsTop.Screen.Text;

/// <summary>A number in so few columns that a table can promise them. Formats without allocation; see <see cref="Numbers"/>.</summary>
public readonly struct Quantity : ISpanFormattable
{
    private readonly double _value;
    private readonly Unit _unit;

    internal Quantity(double value, Unit unit) => (_value, _unit) = (value, unit);

    internal enum Unit
    {
        Count,
        Exact,
        Rate,
        Duration,
        Percent,
        None,
        Span,
    }

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        double value = _value;
        if (_unit == Unit.None || double.IsNaN(value) || value < 0)
        {
            return Text("-", destination, out charsWritten);
        }

        return _unit switch
        {
            Unit.Count => value < 99_999.5 ? Fixed(value, 0, "", destination, out charsWritten) : Scaled(value, destination, out charsWritten),
            Unit.Exact => value < 999_999_999.5 ? Fixed(value, 0, "", destination, out charsWritten) : Scaled(value, destination, out charsWritten),
            Unit.Rate => Rate(value, destination, out charsWritten),
            Unit.Percent => Percent(value, destination, out charsWritten),
            Unit.Span => Span(value, destination, out charsWritten),
            _ => Duration(value, destination, out charsWritten),
        };
    }

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<char> buffer = stackalloc char[16];
        TryFormat(buffer, out int length, default, null);
        return buffer[..length].ToString();
    }

    private static bool Rate(double value, Span<char> destination, out int length) => value switch
    {
        0 => Text("0", destination, out length),
        < 0.05 => Text("<0.1", destination, out length),
        < 99.95 => Fixed(value, 1, "", destination, out length),
        < 999.5 => Fixed(value, 0, "", destination, out length),
        _ => Scaled(value, destination, out length),
    };

    private static bool Percent(double value, Span<char> destination, out int length) => value switch
    {
        0 => Text("0%", destination, out length),
        < 0.005 => Text("<1%", destination, out length),
        > 9.995 => Text(">999%", destination, out length),
        _ => Fixed(value * 100, 0, "%", destination, out length),
    };

    // Three significant digits and a unit: at most six columns.
    private static bool Duration(double us, Span<char> destination, out int length)
    {
        double ns = us * 1e3;
        return ns switch
        {
            0 => Text("0", destination, out length),
            < 999.5 => Fixed(ns, 0, "ns", destination, out length),
            < 999.5e3 => Significant(us, "µs", destination, out length),
            < 999.5e6 => Significant(us / 1e3, "ms", destination, out length),
            < 9999.5e9 => Significant(us / 1e6, "s", destination, out length),
            < 99.5 * 3600e9 => Fixed(us / 3600e6, 1, "h", destination, out length),
            _ => Text(">99h", destination, out length),
        };
    }

    private static bool Span(double seconds, Span<char> destination, out int length) => seconds switch
    {
        < 0.9995 => Fixed(seconds * 1e3, 0, " ms", destination, out length),
        < 99.95 => Fixed(seconds, Math.Abs(seconds - Math.Round(seconds)) < 0.05 ? 0 : 1, " s", destination, out length),
        < 99.5 * 60 => Fixed(seconds / 60, 0, " min", destination, out length),
        _ => Fixed(seconds / 3600, 1, " h", destination, out length),
    };

    private static bool Scaled(double value, Span<char> destination, out int length) => value switch
    {
        < 999.5e3 => Significant(value / 1e3, "k", destination, out length),
        < 999.5e6 => Significant(value / 1e6, "M", destination, out length),
        < 999.5e9 => Significant(value / 1e9, "G", destination, out length),
        < 999.5e12 => Significant(value / 1e12, "T", destination, out length),
        _ => Text(">999T", destination, out length),
    };

    private static bool Significant(double value, string unit, Span<char> destination, out int length) =>
        Fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0, unit, destination, out length);

    private static bool Fixed(double value, int digits, string unit, Span<char> destination, out int length)
    {
        ReadOnlySpan<char> format = digits switch { 0 => "F0", 1 => "F1", _ => "F2" };
        if (!value.TryFormat(destination, out length, format) || !unit.TryCopyTo(destination[length..]))
        {
            return false;
        }

        length += unit.Length;
        return true;
    }

    private static bool Text(string text, Span<char> destination, out int length)
    {
        length = text.Length;
        return text.TryCopyTo(destination);
    }
}
