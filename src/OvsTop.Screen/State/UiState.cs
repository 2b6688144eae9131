using System.Collections.Immutable;
using OvsTop.Model.Sources;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.Recordings;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.State;

/// <summary>Everything about the screen that is not measured. Immutable.</summary>
public sealed record UiState
{
    private const int MaxView = 9;

    /// <summary>Key of the view shown, 1 .. 9.</summary>
    public int View { get; init; } = 1;

    /// <summary>Where the recording stands; null with a live switch.</summary>
    public PlaybackState? Playback { get; init; }

    /// <summary>The command line while it is open, or null.</summary>
    public PromptLine? Prompt { get; init; }

    /// <summary>
    /// Where the snapshot shown is among those kept of a live switch, since the oldest of them (before it: negative); null with a recording, which says so
    /// itself, and before the first.
    /// </summary>
    public PlaybackState? Flight { get; init; }

    /// <summary>How long ago the snapshot shown was; zero while it is the latest, and of recordings.</summary>
    public TimeSpan Ago => Flight is { Length: { } length } at ? length - at.Position : TimeSpan.Zero;

    /// <summary>Times that were marked, in the order they were set.</summary>
    public ImmutableList<TimeMark> Marks { get; init; } = [];

    /// <summary>Two windows beside each other instead of the view; null while there are none.</summary>
    public Comparing? Comparing { get; init; }

    /// <summary>True while the screen keeps a snapshot.</summary>
    public bool Paused { get; init; }

    /// <summary>Interval in ms.</summary>
    public int IntervalMs { get; init; } = Intervals.DefaultMs;

    /// <summary>The help while it is open, or null.</summary>
    public HelpState? Help { get; init; }

    /// <summary>True while more of the selected row is shown.</summary>
    public bool Drilled { get; init; }

    /// <summary>First line shown of the selected row's details.</summary>
    public int Scroll { get; init; }

    /// <summary>One line for the user until the next key, or null. Untrusted text.</summary>
    public string? Message { get; init; }

    /// <summary>True when the source has ended and the last snapshot stays.</summary>
    public bool Ended { get; init; }

    /// <summary>The filter in force; null without one.</summary>
    public AppliedFilter? Filter { get; init; }

    /// <summary>The filter line while it is open, or null.</summary>
    public FilterLine? FilterLine { get; init; }

    /// <summary>The recording that goes on or has just ended; null when there was none.</summary>
    public RecordingState? Recording { get; init; }

    /// <summary>Filters that were in force, oldest first.</summary>
    public ImmutableList<string> FilterHistory { get; init; } = [];

    /// <summary>What the talkers' view shows.</summary>
    public TalkerState Talkers { get; init; } = new();

    /// <summary>What the traces' view shows.</summary>
    public TraceState Traces { get; init; } = new();

    /// <summary>Strips of the overview.</summary>
    public OverviewStrips Overview { get; init; } = OverviewStrips.Default;

    /// <summary>True while what is selected is shown alone.</summary>
    public bool Zoomed { get; init; }

    /// <summary>Views that were left by drilling, the last one on top.</summary>
    public ImmutableStack<int> Trail { get; init; } = [];

    /// <summary>Order and columns by view.</summary>
    public ImmutableArray<TableState> Tables { get; init; } = [.. Enumerable.Repeat(TableState.Default, MaxView + 1)];

    /// <summary>Order and columns of the view shown.</summary>
    public TableState Table => Tables[View];

    /// <summary>Selected row by view.</summary>
    public ImmutableArray<int> Selections { get; init; } = ImmutableArray.Create(new int[MaxView + 1]);

    /// <summary>Selected row of the view shown.</summary>
    public int Selected => Selections[View];

    /// <summary>What the selection of the view shown stays with (<see cref="ITableView.IdentityAt"/>); null while it stays in its row.</summary>
    public string? SelectedId => Identities[View];

    private ImmutableArray<string?> Identities { get; init; } = ImmutableArray.Create(new string?[MaxView + 1]);

    /// <summary>The same with a selection that stays with something.</summary>
    public UiState Hold(string? identity) => identity == SelectedId ? this : this with { Identities = Identities.SetItem(View, identity) };

    /// <summary>The same with another order or other columns in the view shown.</summary>
    public UiState With(TableState table) => table == Table ? this : this with { Tables = Tables.SetItem(View, table) };

    /// <summary>The same with another row selected in the view shown.</summary>
    public UiState Select(int row) => row == Selected ? this : this with { Selections = Selections.SetItem(View, row) };
}
