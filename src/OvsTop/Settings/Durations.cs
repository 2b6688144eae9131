using System.Globalization;

namespace OvsTop.Settings;

/// <summary>Times as users type them: 250ms, 1s, 1.5s, 2m; a bare number is seconds.</summary>
public static class Durations
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <summary>Reads a time of 1 ms or more.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        var (suffix, seconds) = Array.Find(Units, unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
        bool valid = double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number * seconds is >= 0.001 and <= 100_000_000;
        time = valid ? TimeSpan.FromSeconds(number * seconds) : default;
        return valid;
    }

    /// <summary>Reads a time that <see cref="TryParse"/> has accepted.</summary>
    /// <exception cref="FormatException">It has not.</exception>
    public static TimeSpan Parse(string text) => TryParse(text, out var time) ? time : throw new FormatException($"'{text}' is no time");
}
