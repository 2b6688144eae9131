using System.CommandLine;
using System.Reactive.Linq;
using OvsTop.Analysis;
using OvsTop.Analysis.Reports;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Recording.Replay;
using OvsTop.Settings;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Commands;

/// <summary><c>ovstop batch</c>: snapshots as text or JSON lines on standard output, like <c>top -b</c>.</summary>
internal static class BatchCommand
{
    public static Command Make()
    {
        var count = Arguments.Number("--count", "-n", "n", "Stop after so many snapshots");
        var from = new Option<string?>("--from") { Description = "Read a recording instead of a running daemon", HelpName = "file" };
        var format = Arguments.Format("text", "json");
        var command = new Command("batch", "Print a snapshot every interval, without a screen.") { count, from, format };
        var options = new CommonOptions().AddTo(command).AddLiveTo(command).AddTalkersTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var settings = options.Settings(parsed);
            var filter = options.Filter(parsed, settings, parsed.GetValue(from) is null ? options.Ports(parsed).Find : null);
            var talkers = options.Talkers(parsed);
            using var source = parsed.GetValue(from) is { } file
                ? (IProbeSource)ReplaySource.Open(file, new ReplayOptions { Speed = double.PositiveInfinity })
                : LiveSource.Open(new DaemonFinder(), options.Live(parsed, settings) with { Talkers = talkers });
            (source as ITalkerSource)?.SetDimensions(talkers);
            SourceFilter.Set(source, filter?.Compiled);
            return Print(source, settings, parsed.GetValue(count), parsed.GetValue(format) == "json");
        }));
        return command;
    }

    private static int Print(IProbeSource source, OvsTopSettings settings, int? count, bool json)
    {
        using var output = Console.OpenStandardOutput();
        using var text = Output.Text(output);
        var batchText = new BatchText(text);
        var batchJson = new BatchJson(output);
        using var signals = new StopSignals();

        var snapshots = Pipeline.Snapshots(source, settings.Interval, settings.Diagnosis).TakeUntil(signals.Stop);
        (count is { } n ? snapshots.Take(n) : snapshots).Do(Write).LastOrDefaultAsync().Wait();
        Output.Notices(source.Info);
        return signals.ExitCode;

        void Write(Snapshot snapshot)
        {
            if (json)
            {
                batchJson.Write(snapshot);
            }
            else
            {
                batchText.Write(snapshot);
                text.Flush();
            }
        }
    }
}
