using System.CommandLine;
using System.Globalization;
using System.Reactive;
using System.Reactive.Linq;
using OvsTop.Bundles;
using OvsTop.Model.Redaction;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Recording.Container;
using OvsTop.Recording.Recorders;
using OvsTop.Recordings;
using OvsTop.Screen.Pictures;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Settings;
using OvsTop.Vswitchd.Daemons;
using Command = System.CommandLine.Command;

namespace OvsTop.Commands;

/// <summary><c>ovstop bundle</c>: records for a while and puts everything there is to say of a switch into one .tar.gz.</summary>
internal static class BundleCommand
{
    private static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(10);

    public static Command Make()
    {
        var output = new Option<string?>("--output", "-o") { Description = $"File to write, new, ending in {Bundle.Extension}; named by the time without it", HelpName = "file" };
        var time = Arguments.Parsed<TimeSpan?>("--for", "time", "How long to watch, 10s without it", text => Durations.TryParse(text, out var given) ? given : null, "a time such as 10s");
        var redact = new Option<bool>("--redact") { Description = "Put pseudonyms in the place of addresses and names, everywhere the same" };
        var command = new Command("bundle", "Put all views, a report, a recording and the check of a switch into one .tar.gz, for a ticket or a colleague.") { output, time, redact };
        var options = new CommonOptions().AddTo(command).AddLiveTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var settings = options.Settings(parsed);
            string path = parsed.GetValue(output) ?? DefaultName(settings.SnapshotFolder);
            if (!path.EndsWith(Bundle.Extension, StringComparison.Ordinal))
            {
                throw new SettingsException($"--output {path}: its name does not end in {Bundle.Extension}");
            }

            if (NewFile.IsTaken(path))
            {
                throw new SourceException($"cannot write {path}: {NewFile.Taken}", CommandLine.Failed);
            }

            var theme = ThemeStore.Load(settings.Theme, ThemeFolders.All);
            using var signals = new StopSignals();
            using var folder = new PrivateFolder();
            using var redactor = parsed.GetValue(redact) ? new Redactor() : null;
            string capture = folder["incident.ovscap"];
            var live = options.Live(parsed, settings, detailsUnlessTold: null);
            var filter = options.Filter(parsed, settings, new DaemonPorts(live).Find);
            string title = Record(capture, live, filter, parsed.GetValue(time) ?? DefaultTime, redactor, signals.Stop);
            string? complaint = Bundle.Write(
                path,
                BundleParts.About(title, redactor is not null),
                [
                    .. BundleParts.OfMoment(BundleParts.LastOf(capture, settings), settings.Start(null), theme),
                    .. BundleParts.OfCapture(capture, settings),
                    BundleParts.OfMachine(live, settings),
                ]);
            if (complaint is not null)
            {
                throw new SourceException($"cannot write {path}: {complaint}", CommandLine.Failed);
            }

            Console.Error.WriteLine($"ovstop: written: {path}");
            return signals.ExitCode;
        }));
        return command;
    }

    /// <summary>A name with the time in it.</summary>
    private static string DefaultName(string folder) =>
        Path.Combine(folder, $"ovstop-incident-{DateTimeOffset.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}{Bundle.Extension}");

    private static string Record(string path, LiveOptions live, AppliedFilter? filter, TimeSpan time, Redactor? redactor, IObservable<Unit> stop)
    {
        using var source = LiveSource.Open(new DaemonFinder(), live);
        SourceFilter.Set(source, filter?.Compiled);
        using var recorder = Recorder.Start(path, SessionFacts.Ask(live).Session(source.Info), new RecordingOptions { Redactor = redactor, MaxTime = time });
        source.Batches.TakeUntil(stop).TakeWhile(recorder.Write).LastOrDefaultAsync().Wait();
        return source.Info.Title;
    }
}
