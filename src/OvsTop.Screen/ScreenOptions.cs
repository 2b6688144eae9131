using OvsTop.Analysis.Flight;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Input;
using OvsTop.Screen.Recordings;
using OvsTop.Screen.Session;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen;

/// <summary>How a <see cref="ScreenApp"/> starts.</summary>
public sealed record ScreenOptions
{
    /// <summary>Colours.</summary>
    public required Theme Theme { get; init; }

    /// <summary>Name or path of that theme.</summary>
    public string ThemeName { get; init; } = ThemeStore.DefaultName;

    /// <summary>The file of a theme, to be read again when it changes; null for one without.</summary>
    public Func<string, string?> ThemePath { get; init; } = _ => null;

    /// <summary>Finds another theme by its name or path; throws <see cref="ThemeException"/>.</summary>
    public Func<string, Theme> LoadTheme { get; init; } = name => ThemeStore.Load(name);

    /// <summary>Names of the themes there are.</summary>
    public Func<IReadOnlyList<string>> ThemeNames { get; init; } = () => ThemeStore.Names();

    /// <summary>Names of actions, and the keys they have instead of the built-in ones (<see cref="KeyTable.Complaint"/>).</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>What the screen begins with: view, interval, filter and filters of before, strips, columns.</summary>
    public UiState Start { get; init; } = new();

    /// <summary>Called on the screen's thread when the user changes the interval.</summary>
    public Action<TimeSpan>? IntervalChanged { get; init; }

    /// <summary>
    /// Called on the screen's thread when the user sets another filter, or none (null). Returns why that cannot be, or null; then the old one stays
    /// in force.
    /// </summary>
    public Func<CompiledFilter?, string?> FilterChanged { get; init; } = _ => "this source cannot be filtered";

    /// <summary>Called on the screen's thread when what is needed has changed: another view, a filter.</summary>
    public Action<Measurements>? NeedsChanged { get; init; }

    /// <summary>Called on the screen's thread when the talkers' view shows another dimension, or is left (null).</summary>
    public Action<TalkerDimension?>? TalkersChanged { get; init; }

    /// <summary>Called on the screen's thread when the traces' view looks at other packets, or is left.</summary>
    public Action<TraceWants>? TracesChanged { get; init; }

    /// <summary>What filters are typed against.</summary>
    public FilterContext Filters { get; init; } = new();

    /// <summary>Called with the text of each filter that was put in force.</summary>
    public Action<string>? FilterApplied { get; init; }

    /// <summary>Controls the time of a recording; null with a live switch.</summary>
    public IPlayback? Player { get; init; }

    /// <summary>Keeps what was shown, for going back; fed by the screen.</summary>
    public FlightRecorder Flight { get; init; } = new(FlightRecorder.DefaultSpan, FlightRecorder.DefaultBytes);

    /// <summary>Records what is watched; null where that cannot be.</summary>
    public IScreenRecorder? Recorder { get; init; }

    /// <summary>Writes an incident bundle. Called on a thread of its own; returns why that cannot be, or null. Null where there is nothing to write.</summary>
    public Func<BundleRequest, string?>? Bundle { get; init; }

    /// <summary>Where <c>s</c> and <c>R</c> write files.</summary>
    public string SnapshotFolder { get; init; } = ".";

    /// <summary>Local time, for the names of files.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
