using System.CommandLine;
using System.Globalization;
using System.Reactive.Linq;
using OvsTop.Analysis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Recording.Demo;
using OvsTop.Recording.Replay;
using OvsTop.Screen;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Pictures;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Settings;
using OvsTop.Vswitchd.Daemons;
using Command = System.CommandLine.Command;

namespace OvsTop.Commands;

/// <summary><c>ovstop snapshot</c>: a view as it would stand on a screen, to a file or to standard output.</summary>
internal static class SnapshotCommand
{
    private const string Demo = "demo";
    private const int MostCells = 1000;
    private static readonly (int Width, int Height) DefaultSize = (120, 35);

    public static Command Make()
    {
        var from = new Option<string?>("--from") { Description = "Take it of a recording instead of a running daemon; demo is the recording of the demo", HelpName = "file" };
        var at = Arguments.Parsed("--at", "time", $"Where in the recording: {Place.Allowed}; its end without it", Place.Parse, Place.Allowed);
        var after = Arguments.Parsed<TimeSpan?>("--after", "time", "How long to watch a running daemon before; two intervals without it", text => Durations.TryParse(text, out var time) ? time : null, "a time such as 5s");
        var size = Arguments.Parsed<(int Width, int Height)?>("--size", "WxH", "Columns and rows, 120x35 without it", Size, $"WxH, {ScreenView.MinWidth}x{ScreenView.MinHeight} to {MostCells}x{MostCells}");
        var output = new Option<string?>("--output", "-o") { Description = "File to write, new; standard output without it", HelpName = "file" };
        var format = Arguments.Format([.. PictureFormats.All.Select(f => f.Name)]);
        format.Description = $"{PictureFormats.Names}; without it by the name of the file";
        var command = new Command("snapshot", "Write a view to a file: text, picture, page or numbers.") { from, at, after, size, output, format };
        var options = new CommonOptions().AddTo(command).AddScreenTo(command).AddLiveTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var settings = options.Settings(parsed);
            string? path = parsed.GetValue(output);
            var form = parsed.GetResult(format) is { Implicit: false } ? PictureFormats.Find(parsed.GetValue(format)!)!
                : path is null ? PictureFormats.All[0]
                : PictureFormats.OfFile(path) ?? throw new SettingsException($"--output {path}: its name ends in no known format, allowed is {PictureFormats.Names}; or give --format");
            var theme = ThemeStore.Load(settings.Theme, ThemeFolders.All);
            string? recording = parsed.GetValue(from);
            var live = options.Live(parsed, settings);
            var filter = options.Filter(parsed, settings, recording is null ? new DaemonPorts(live).Find : null);
            var state = settings.Start(filter);
            using var source = recording is null
                ? (IProbeSource)LiveSource.Open(new DaemonFinder(), live with { Measurements = Needs.Of(state) })
                : OpenRecording(recording);
            SourceFilter.Set(source, filter?.Compiled);
            double until = source is ReplaySource replay ? PlaceOf(replay, parsed.GetValue(at)) : (parsed.GetValue(after) ?? 2 * settings.Interval).TotalSeconds;
            var snapshot = Pipeline.Snapshots(source, settings.Interval, settings.Diagnosis).TakeUntil(s => s.ElapsedSeconds >= until).LastOrDefaultAsync().Wait();
            var (width, height) = parsed.GetValue(size) ?? DefaultSize;
            var frame = new Frame(width, height);
            ScreenView.Draw(snapshot, state, new KeyTable(recording is null ? KeyScope.Live : KeyScope.Recording, settings.Keys), theme, frame);
            var traits = TerminalTraits.OfFile(Environment.GetEnvironmentVariable).With(settings.Color, settings.Ascii);
            return Write(new Picture(frame, snapshot, theme, Title(snapshot, state)) { Traits = traits }, form, path);
        }));
        return command;
    }

    private static int Write(Picture picture, PictureFormat form, string? path)
    {
        if (path is null)
        {
            using var output = Console.OpenStandardOutput();
            form.Write(picture, output);
            return 0;
        }

        return NewFile.Write(path, stream => form.Write(picture, stream)) is { } complaint ? throw new SourceException($"cannot write {path}: {complaint}", CommandLine.Failed) : 0;
    }

    private static ReplaySource OpenRecording(string name)
    {
        var options = new ReplayOptions { Speed = double.PositiveInfinity };
        return name == Demo ? DemoSource.Open(options) : ReplaySource.Open(name, options);
    }

    private static double PlaceOf(ReplaySource source, Place? place)
    {
        if (place is null)
        {
            return double.PositiveInfinity;
        }

        var length = source.FindLength().GetAwaiter().GetResult();
        var time = place.Find(source.State with { Length = length }, out string? complaint);
        return complaint is null ? time.TotalSeconds : throw new SettingsException($"--at: {complaint}");
    }

    private static string Title(Snapshot? snapshot, UiState state) =>
        string.Create(CultureInfo.InvariantCulture, $"ovstop {Views.Find(state.View)!.Title} · {snapshot?.Source.Title}");

    private static (int Width, int Height)? Size(string text) =>
        text.Split('x') is [var w, var h]
        && int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && int.TryParse(h, NumberStyles.None, CultureInfo.InvariantCulture, out int height)
        && width is >= ScreenView.MinWidth and <= MostCells && height is >= ScreenView.MinHeight and <= MostCells
            ? (width, height)
            : null;
}
