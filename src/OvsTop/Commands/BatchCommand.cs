using System.CommandLine;
using System.Reactive.Linq;
using OvsTop.Analysis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Recording.Replay;
using OvsTop.Settings;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Commands;

/// <summary><c>ovstop batch</c>: snapshots on standard output, like <c>top -b</c>, or as metrics in a file that is replaced by each.</summary>
internal static class BatchCommand
{
    public static Command Make()
    {
        var count = Arguments.Number("--count", "-n", "n", "Stop after so many snapshots");
        var from = new Option<string?>("--from") { Description = "Read a recording instead of a running daemon", HelpName = "file" };
        var format = Arguments.Format(BatchFormats.Names);
        var file = new Option<string?>("--output", "-o") { Description = "Replace this file with each snapshot, as a whole: for openmetrics and prometheus", HelpName = "file" };
        var command = new Command("batch", "Print a snapshot every interval, without a screen.") { count, from, format, file };
        var options = new CommonOptions().AddTo(command).AddLiveTo(command).AddTalkersTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var settings = options.Settings(parsed);
            string name = parsed.GetValue(format)!;
            string? path = parsed.GetValue(file);
            if (path is not null && !BatchFormats.Documents.Contains(name))
            {
                throw new SettingsException($"--output is for --format {string.Join(" and ", BatchFormats.Documents)}, not for {name}: redirect standard output");
            }

            var talkers = options.Talkers(parsed);
            var live = options.Live(parsed, settings) with { Talkers = talkers };
            var filter = options.Filter(parsed, settings, parsed.GetValue(from) is null ? new DaemonPorts(live).Find : null);
            using var source = parsed.GetValue(from) is { } recording
                ? (IProbeSource)ReplaySource.Open(recording, new ReplayOptions { Speed = double.PositiveInfinity })
                : LiveSource.Open(new DaemonFinder(), live);
            (source as ITalkerSource)?.SetDimensions(talkers);
            SourceFilter.Set(source, filter?.Compiled);
            using var output = Console.OpenStandardOutput();
            Action<Snapshot> write;
            if (path is null)
            {
                write = BatchFormats.Writer(name, output);
            }
            else
            {
                var target = new AtomicFile(path);
                write = snapshot => target.Write(stream => BatchFormats.Writer(name, stream)(snapshot));
            }

            if (source is LiveSource && BatchFormats.Documents.Contains(name))
            {
                write = WithVersions(live, write);
            }

            return Print(source, settings, parsed.GetValue(count), write);
        }));
        return command;
    }

    /// <summary>A live source does not know the versions that a recording brings.</summary>
    private static Action<Snapshot> WithVersions(LiveOptions live, Action<Snapshot> write)
    {
        string? ovs = DaemonVersion.TryAsk(new DaemonFinder().Find(live.Pid), live.Unixctl, out var version) is null ? version.Text : null;
        string kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        return snapshot => write(snapshot with { Source = snapshot.Source with { OvsVersion = ovs, KernelRelease = kernel } });
    }

    private static int Print(IProbeSource source, OvsTopSettings settings, int? count, Action<Snapshot> write)
    {
        using var signals = new StopSignals();
        var snapshots = Pipeline.Snapshots(source, settings.Interval, settings.Diagnosis).TakeUntil(signals.Stop);
        (count is { } n ? snapshots.Take(n) : snapshots).Do(write).LastOrDefaultAsync().Wait();
        Output.Notices(source.Info);
        return signals.ExitCode;
    }
}
