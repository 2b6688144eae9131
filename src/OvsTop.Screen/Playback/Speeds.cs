using System.Globalization;

namespace OvsTop.Screen.Playback;

/// <summary>The speeds of a player, in recorded seconds per second.</summary>
public static class Speeds
{
    /// <summary>Slowest.</summary>
    public const double Least = 0.1;

    /// <summary>Fastest.</summary>
    public const double Most = 100;

    /// <summary>What is allowed, in words.</summary>
    public const string Allowed = "a number from 0.1 to 100";

    /// <summary>Those that keys step through, ascending.</summary>
    public static IReadOnlyList<double> Steps { get; } = [Least, 0.2, 0.5, 1, 2, 5, 10, 20, 50, Most];

    /// <summary>The next faster (1) or slower (-1) one, the same at the end; 1 with 0. The speed itself need not be a step.</summary>
    public static double Step(double speed, int direction) => direction switch
    {
        > 0 => Steps.Where(s => s > speed).DefaultIfEmpty(speed).First(),
        < 0 => Steps.Where(s => s < speed).DefaultIfEmpty(speed).Last(),
        _ => 1,
    };

    /// <summary>Reads a speed, as 0.5, 10 or 10x.</summary>
    public static bool TryParse(string text, out double speed)
    {
        ArgumentNullException.ThrowIfNull(text);
        return double.TryParse(text.EndsWith('x') ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out speed) && speed is >= Least and <= Most;
    }

    /// <summary>A speed as it is shown: 0.5x, 10x.</summary>
    public static string Text(double speed) => string.Create(CultureInfo.InvariantCulture, $"{speed:0.###}x");
}
