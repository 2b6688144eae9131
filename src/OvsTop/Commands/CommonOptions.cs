using System.CommandLine;
using OvsTop.Model.Filters;
using OvsTop.Model.Talkers;
using OvsTop.Probes.Live;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.State;
using OvsTop.Settings;

namespace OvsTop.Commands;

/// <summary>Options that several commands share, and the settings they give.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string?> _config = new("--config") { Description = "Settings file, over the ones in /etc/ovstop and ~/.config/ovstop" };
    private readonly Option<string?> _filter = new("--filter") { Description = "Show matching packets only: an ovs-ofctl match, and, or, not; @name for a saved one", HelpName = "expr" };
    private readonly Option<string?> _interval = new("--interval", "-d") { Description = "Time between two readings: 500ms, 1s, 2s ...", HelpName = "time" };
    private readonly Option<string?> _view = new("--view") { Description = "First view" };
    private readonly Option<string?> _theme = new("--theme") { Description = "Theme name or theme file, also .theme of btop" };
    private readonly Option<string?> _color = new("--color") { Description = "Colours: auto, none, 16, 256, true", HelpName = "colours" };
    private readonly Option<bool> _ascii = new("--ascii") { Description = "Draw with ASCII only" };
    private readonly Option<bool> _mouse = new("--mouse") { Description = "Clicks select, sort and open; the wheel scrolls" };
    private readonly Option<string> _host = Arguments.Host();
    private readonly Option<int?> _pid = Arguments.Pid("watch");
    private readonly Option<string?> _details = new("--details") { Description = "Single events a second: a number, all or none. Counts are always complete", HelpName = "n" };
    private readonly Option<string?> _maxOverhead = new("--max-overhead") { Description = "The most that watching may cost, percent of one core; above it the expensive probes are sampled, then paused", HelpName = "percent" };
    private readonly Option<string?> _talkers = new("--talkers")
    {
        Description = $"Count upcalls by: all, none, or some of {string.Join(',', TalkerDimensionTable.All.Select(info => info.Name))}",
        HelpName = "names",
    };

    private readonly Option<string?> _ring = new("--ring-bytes") { Description = "Size of the ring buffer", HelpName = "bytes" };

    /// <summary>Options of everything that reads the settings.</summary>
    public CommonOptions AddConfigTo(Command command)
    {
        command.Options.Add(_config);
        return this;
    }

    /// <summary>Options of everything that shows packets.</summary>
    public CommonOptions AddFilterTo(Command command)
    {
        command.Options.Add(_filter);
        return AddConfigTo(command);
    }

    /// <summary>Options of everything that shows numbers of intervals.</summary>
    public CommonOptions AddTo(Command command)
    {
        command.Options.Add(_interval);
        return AddFilterTo(command);
    }

    /// <summary>Options of everything with a screen.</summary>
    public CommonOptions AddScreenTo(Command command)
    {
        command.Options.Add(_view);
        command.Options.Add(_theme);
        command.Options.Add(_color);
        command.Options.Add(_ascii);
        command.Options.Add(_mouse);
        return this;
    }

    /// <summary>Options of everything that takes a terminal over.</summary>
    public CommonOptions AddTerminalTo(Command command)
    {
        command.Options.Add(_host);
        return AddScreenTo(command);
    }

    /// <summary>Options of everything that attaches to a daemon.</summary>
    public CommonOptions AddLiveTo(Command command)
    {
        command.Options.Add(_pid);
        command.Options.Add(_details);
        command.Options.Add(_ring);
        command.Options.Add(_maxOverhead);
        return this;
    }

    /// <summary>The option of everything that sums up talkers.</summary>
    public CommonOptions AddTalkersTo(Command command)
    {
        command.Options.Add(_talkers);
        return this;
    }

    /// <summary>By what upcalls are counted.</summary>
    /// <exception cref="SettingsException">A name is unknown.</exception>
    public TalkerDimensions Talkers(ParseResult parsed) => parsed.GetValue(_talkers) is not { } names ? TalkerDimensions.Recorded
        : TalkerDimensionTable.Parse(names) ?? throw new SettingsException(
            $"--talkers is '{names}', allowed is all, none, or some of {string.Join(',', TalkerDimensionTable.All.Select(info => info.Name))}");

    /// <summary>The settings in effect.</summary>
    /// <exception cref="SettingsException">A file, variable or option is wrong.</exception>
    public OvsTopSettings Settings(ParseResult parsed) => Loader(parsed).Load();

    /// <summary>All layers of the settings.</summary>
    /// <exception cref="SettingsException">A file is wrong.</exception>
    public SettingsLoader Loader(ParseResult parsed)
    {
        var loader = new SettingsLoader();
        foreach (string file in SettingsLoader.DefaultFiles)
        {
            loader.AddFile(file, required: false);
        }

        if (parsed.GetValue(_config) is { } config)
        {
            loader.AddFile(config, required: true);
        }

        return loader.AddEnvironment()
            .AddArgument("--interval", SettingKeys.Interval, parsed.GetValue(_interval))
            .AddArgument("--view", SettingKeys.View, parsed.GetValue(_view))
            .AddArgument("--theme", SettingKeys.Theme, parsed.GetValue(_theme))
            .AddArgument("--color", SettingKeys.Color, parsed.GetValue(_color))
            .AddArgument("--ascii", SettingKeys.Ascii, parsed.GetValue(_ascii) ? "yes" : null)
            .AddArgument("--mouse", SettingKeys.Mouse, parsed.GetValue(_mouse) ? "yes" : null)
            .AddArgument("--details", SettingKeys.DetailsPerSecond, parsed.GetValue(_details) switch { "all" => "-1", "none" => "0", var text => text })
            .AddArgument("--max-overhead", SettingKeys.MaxOverheadPercent, parsed.GetValue(_maxOverhead)?.TrimEnd('%'))
            .AddArgument("--ring-bytes", SettingKeys.RingBytes, parsed.GetValue(_ring));
    }

    /// <summary>What opens the host asked for.</summary>
    /// <exception cref="HostException">The program was built without it.</exception>
    public Func<bool, OvsTopSettings, IHost> Host(ParseResult parsed) => ScreenHosts.Find(parsed.GetRequiredValue(_host));

    /// <summary>The filter asked for, or null.</summary>
    /// <exception cref="FilterException">It has an error.</exception>
    public AppliedFilter? Filter(ParseResult parsed, OvsTopSettings settings, Func<string, uint?>? ports = null) =>
        Compile(parsed.GetValue(_filter), settings, ports);

    /// <summary>A filter ready to use; null for none.</summary>
    /// <exception cref="FilterException">It has an error.</exception>
    public static AppliedFilter? Compile(string? text, OvsTopSettings settings, Func<string, uint?>? ports = null) =>
        text is not null && Parse(text, settings).Filter is { Root: not null } filter ? new(text, FilterCompiler.Compile(filter, ports)) : null;

    /// <summary>Parses a filter.</summary>
    /// <exception cref="FilterException">It has an error.</exception>
    public static FilterParseResult Parse(string text, OvsTopSettings settings)
    {
        var result = settings.Filters.Parse(text);
        return result.Error is { } error ? throw new FilterException(error.Show(text)) : result;
    }

    /// <summary>How to attach.</summary>
    public LiveOptions Live(ParseResult parsed, OvsTopSettings settings) => Live(parsed, settings, settings.DetailsPerSecond);

    /// <summary>How to attach when the command line does not say how many details, or how large the ring is.</summary>
    public LiveOptions Live(ParseResult parsed, OvsTopSettings settings, int? detailsUnlessTold, int ringUnlessTold = 0) => new()
    {
        Pid = parsed.GetValue(_pid),
        DetailsPerSecond = parsed.GetValue(_details) is null ? detailsUnlessTold : settings.DetailsPerSecond,
        PacketBytes = settings.PacketBytes,
        ChurnWindow = settings.ChurnWindow,
        RingBytes = parsed.GetValue(_ring) is null ? Math.Max(settings.RingBytes, ringUnlessTold) : settings.RingBytes,
        MaxOverheadPercent = settings.MaxOverheadPercent,
        Kernel = settings.Kernel,
    };
}
