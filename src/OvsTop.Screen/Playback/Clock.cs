using System.Globalization;

namespace OvsTop.Screen.Playback;

/// <summary>Recorded time as text.</summary>
public static class Clock
{
    /// <summary>Whole seconds since the beginning: <c>0:39</c>, <c>1:02:03</c>.</summary>
    public static string Text(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time:ss}");

    /// <summary>A time of day.</summary>
    public static string Text(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time:HH:mm:ss}");
}
