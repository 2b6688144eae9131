using System.Collections.Immutable;
using OvsTop.Analysis.Diagnosis;
using OvsTop.Model.Filters;
using OvsTop.Probes.Live;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;
using OvsTop.Screen.Widgets;

namespace OvsTop.Settings;

/// <summary>The settings in effect: the built-in ovstop.json, overlaid by files, environment and command line.</summary>
public sealed record OvsTopSettings
{
    /// <summary>No action has another key.</summary>
    internal static readonly IReadOnlyDictionary<string, string> BuiltInKeys = new Dictionary<string, string>();

    /// <summary>Time between two snapshots.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Name of the first view.</summary>
    public required string View { get; init; }

    /// <summary>Strips of the overview.</summary>
    public OverviewStrips Overview { get; init; } = OverviewStrips.Default;

    /// <summary>Columns of tables by the name of the view, where not all are wanted.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>> Columns { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Theme name or path.</summary>
    public required string Theme { get; init; }

    /// <summary>Colours of the terminal: auto, none, 16, 256, true.</summary>
    public string Color { get; init; } = "auto";

    /// <summary>Whether only ASCII is written: auto, yes, no.</summary>
    public string Ascii { get; init; } = "auto";

    /// <summary>Whether clicks and the wheel are taken.</summary>
    public bool Mouse { get; init; }

    /// <summary>Where the screen writes files.</summary>
    public required string SnapshotFolder { get; init; }

    /// <summary>The most that watching may cost, in percent of one core.</summary>
    public required double MaxOverheadPercent { get; init; }

    /// <summary>A put of a flow deleted no longer ago is churn, on a live switch.</summary>
    public required TimeSpan ChurnWindow { get; init; }

    /// <summary>How far the screen can be taken back.</summary>
    public required TimeSpan Flight { get; init; }

    /// <summary>How much memory that may take, in bytes.</summary>
    public required long FlightBytes { get; init; }

    /// <summary>Detail records per second over all handlers; null all.</summary>
    public required int? DetailsPerSecond { get; init; }

    /// <summary>Bytes of each packet in a detail.</summary>
    public required int PacketBytes { get; init; }

    /// <summary>Bytes of the ring buffer.</summary>
    public required int RingBytes { get; init; }

    /// <summary>The best mechanism that may be used in the kernel.</summary>
    public KernelWays Kernel { get; init; }

    /// <summary>From where on something is a finding.</summary>
    public Thresholds Diagnosis { get; init; } = new();

    /// <summary>Names of actions, and the keys they have instead of the built-in ones.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = BuiltInKeys;

    /// <summary>Filters with names.</summary>
    public required SavedFilters Filters { get; init; }

    /// <summary>What a screen begins with.</summary>
    /// <param name="filter">The filter in force; null without one.</param>
    public UiState Start(AppliedFilter? filter)
    {
        var state = new UiState { View = Views.Find(View)!.Key, IntervalMs = (int)Interval.TotalMilliseconds, Filter = filter, Overview = Overview };
        foreach (var (view, columns) in Columns)
        {
            state = state with { Tables = state.Tables.SetItem(Views.Find(view)!.Key, new TableState(Columns: columns)) };
        }

        return state;
    }
}
