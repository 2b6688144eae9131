using System.CommandLine;
using OvsTop.Probes.Live;
using OvsTop.Settings;

namespace OvsTop.Commands;

/// <summary>Options that several commands share, and the settings they give.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string?> _config = new("--config") { Description = "Settings file, over the ones in /etc/ovstop and ~/.config/ovstop" };
    private readonly Option<string?> _interval = new("--interval", "-d") { Description = "Time between two readings: 500ms, 1s, 2s ...", HelpName = "time" };
    private readonly Option<string?> _view = new("--view") { Description = "First view" };
    private readonly Option<string?> _theme = new("--theme") { Description = "Theme name or theme file" };
    private readonly Option<int?> _pid = Arguments.Pid("watch");
    private readonly Option<string?> _details = new("--details") { Description = "Single events a second: a number, all or none. Counts are always complete", HelpName = "n" };
    private readonly Option<string?> _ring = new("--ring-bytes") { Description = "Size of the ring buffer", HelpName = "bytes" };

    /// <summary>Options of everything that shows numbers.</summary>
    public CommonOptions AddTo(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_interval);
        return this;
    }

    /// <summary>Options of everything with a screen.</summary>
    public CommonOptions AddScreenTo(Command command)
    {
        command.Options.Add(_view);
        command.Options.Add(_theme);
        return this;
    }

    /// <summary>Options of everything that attaches to a daemon.</summary>
    public CommonOptions AddLiveTo(Command command)
    {
        command.Options.Add(_pid);
        command.Options.Add(_details);
        command.Options.Add(_ring);
        return this;
    }

    /// <summary>The settings in effect.</summary>
    /// <exception cref="SettingsException">A file, variable or option is wrong.</exception>
    public OvsTopSettings Settings(ParseResult parsed)
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
            .AddArgument("--details", SettingKeys.DetailsPerSecond, parsed.GetValue(_details) switch { "all" => "-1", "none" => "0", var text => text })
            .AddArgument("--ring-bytes", SettingKeys.RingBytes, parsed.GetValue(_ring))
            .Load();
    }

    /// <summary>How to attach.</summary>
    public LiveOptions Live(ParseResult parsed, OvsTopSettings settings) => Live(parsed, settings, settings.DetailsPerSecond);

    /// <summary>How to attach when the command line does not say how many details.</summary>
    public LiveOptions Live(ParseResult parsed, OvsTopSettings settings, int? detailsUnlessTold) => new()
    {
        Pid = parsed.GetValue(_pid),
        DetailsPerSecond = parsed.GetValue(_details) is null ? detailsUnlessTold : settings.DetailsPerSecond,
        PacketBytes = settings.PacketBytes,
        RingBytes = settings.RingBytes,
    };
}
