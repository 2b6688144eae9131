using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Panes.Traces;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Session;

/// <summary>What commands act on: the state, the snapshot that is shown, the host. One thread.</summary>
internal sealed class ScreenSession(IHost host, ScreenOptions options)
{
    private string _themeName = options.ThemeName;
    private ThemeWatch _themeFile = new(options.ThemePath(options.ThemeName));

    /// <summary>What shows frames.</summary>
    public IHost Host { get; } = host;

    /// <summary>How the screen was started.</summary>
    public ScreenOptions Options { get; } = options;

    /// <summary>What keys do.</summary>
    public KeyTable Keys { get; } = new(options.Player is null ? KeyScope.Live : KeyScope.Recording, options.Keys);

    /// <summary>Tells what the traces' view looks at.</summary>
    public TraceWatch Traces { get; } = new(options.TracesChanged);

    /// <summary>Colours.</summary>
    public Theme Theme { get; private set; } = options.Theme;

    /// <summary>The frame that is drawn and presented again and again.</summary>
    public Frame Frame { get; } = new(0, 0);

    /// <summary>Everything that is not measured.</summary>
    public UiState State { get; set; } = options.Start;

    /// <summary>The snapshot on the screen; null before the first.</summary>
    public Snapshot? Shown { get; set; }

    /// <summary>Set when the screen is to end.</summary>
    public int? ExitCode { get; set; }

    /// <summary>The view shown.</summary>
    public View? View => Views.Find(State.View);

    /// <summary>What can be selected in it; null when nothing can.</summary>
    public ITableView? Table => Shown is { } snapshot && View is { } view ? view.Pane.Table(snapshot, State) : null;

    /// <summary>What filters are typed against, with what the numbers on the screen tell.</summary>
    public FilterContext Filters => Options.Filters with { Completion = CompletionKnowledge.Of(Shown, Options.Filters.Completion) };

    /// <summary>What the command line knows.</summary>
    public PromptContext Prompts => new(Keys) { Themes = Options.ThemeNames(), Table = Table };

    /// <summary>The incident bundle that is being written, if any.</summary>
    public BundleControl Bundle => field ??= new BundleControl(this);

    /// <summary>Draws with the theme as its file has it now; keeps the old one, and says why, when that is no theme.</summary>
    public void FollowTheme()
    {
        if (_themeFile.HasChanged())
        {
            SetTheme(_themeName);
        }
    }

    /// <summary>Draws with another theme; keeps the old one, and says why, when there is none.</summary>
    public void SetTheme(string name)
    {
        try
        {
            Theme = Options.LoadTheme(name);
            (_themeName, _themeFile) = (name, new ThemeWatch(Options.ThemePath(name)));
            Host.Invalidate();
        }
        catch (ThemeException e)
        {
            Say(e.Message);
        }
    }

    /// <summary>One line for the user until the next key.</summary>
    public void Say(string? message) => State = State with { Message = message };

    /// <summary>Draws a state.</summary>
    public void Render(UiState state)
    {
        var (width, height) = Host.Size;
        if (width != Frame.Width || height != Frame.Height)
        {
            Frame.Resize(width, height);
        }

        ScreenView.Draw(Shown, state, Keys, Theme, Frame);
    }
}
