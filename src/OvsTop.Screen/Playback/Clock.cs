using System.Globalization;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Screen.Playback;

/// <summary>Recorded time as text.</summary>
public static class Clock
{
    /// <summary>Whole seconds since the beginning: <c>0:39</c>, <c>1:02:03</c>.</summary>
    public static string Text(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time:ss}");

    /// <summary>The time of a snapshot: of day where the source says so, else since its beginning.</summary>
    public static string Of(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Source.Epoch is { } epoch ? Text(epoch.AddTicks((long)(snapshot.TimeNs / TimeSpan.NanosecondsPerTick))) : Text(TimeSpan.FromSeconds(snapshot.ElapsedSeconds));
    }

    /// <summary>A time of day.</summary>
    public static string Text(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time:HH:mm:ss}");
}
