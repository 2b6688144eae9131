using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen;

/// <summary>How a <see cref="ScreenApp"/> starts.</summary>
public sealed record ScreenOptions
{
    /// <summary>Colours.</summary>
    public required Theme Theme { get; init; }

    /// <summary>Key of the first view.</summary>
    public int View { get; init; } = 1;

    /// <summary>The first interval in ms.</summary>
    public int IntervalMs { get; init; } = Intervals.DefaultMs;

    /// <summary>Called on the screen's thread when the user changes the interval.</summary>
    public Action<TimeSpan>? IntervalChanged { get; init; }

    /// <summary>Where <c>s</c> writes files.</summary>
    public string SnapshotFolder { get; init; } = ".";

    /// <summary>Local time, for the names of files.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
