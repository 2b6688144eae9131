using System.CommandLine;
using System.Reactive.Linq;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Recording.Container;
using OvsTop.Settings;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Commands;

/// <summary><c>ovstop record -o FILE</c>: only the recorder, no screen.</summary>
internal static class RecordCommand
{
    private const long Megabyte = 1024 * 1024;

    public static Command Make()
    {
        var output = new Option<string>("--output", "-o") { Description = "File to write, new; - writes to standard output", HelpName = "file", Required = true };
        var limit = new Option<string?>("--for") { Description = "Stop after a time: 60s, 5m ...", HelpName = "time" };
        var size = Arguments.Number("--max-size", "-s", "MiB", "Stop at a size in MiB");
        var payload = new Option<PayloadLevel>("--payload") { Description = "Packet bytes to keep: none, head or full", DefaultValueFactory = _ => PayloadLevel.Head };
        var command = new Command("record", "Record everything the probes tell to a file; see it with replay, report, export.") { output, limit, size, payload };
        var options = new CommonOptions().AddTo(command).AddLiveTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var settings = options.Settings(parsed);
            var recording = new RecordingOptions
            {
                Payload = parsed.GetValue(payload),
                MaxTime = parsed.GetValue(limit) is { } time ? Time(time) : null,
                MaxBytes = parsed.GetValue(size) * Megabyte,
            };
            using var source = LiveSource.Open(new DaemonFinder(), options.Live(parsed, settings, detailsUnlessTold: null));
            return Record(source, parsed.GetRequiredValue(output), recording);
        }));
        return command;
    }

    private static int Record(LiveSource source, string path, RecordingOptions options)
    {
        using var writer = RecordingWriter.Create(path, Session(source.Info), options);
        using var signals = new StopSignals();
        var losses = default(DetailLosses);
        source.Batches.TakeUntil(signals.Stop).TakeWhile(Write).LastOrDefaultAsync().Wait();
        writer.Dispose();

        var status = writer.Status;
        Console.Error.WriteLine($"ovstop: {status.Path}: {status.Records} details and all counts of {status.Recorded.TotalSeconds:F1} s in {status.Bytes} bytes; details lost {losses.Lost}; {status.Stopped}");
        Output.Notices(source.Info);
        return status.Failed ? CommandLine.Failed : signals.ExitCode;

        bool Write(ProbeBatch batch)
        {
            losses = batch.Losses;
            return writer.Write(batch);
        }
    }

    private static RecordingSession Session(SourceInfo info) => new()
    {
        Source = info.Title,
        KernelRelease = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        Epoch = info.Epoch,
        Probes = info.Attached,
    };

    private static TimeSpan Time(string text) =>
        Durations.TryParse(text, out var time) ? time : throw new SettingsException($"--for is '{text}', allowed is a time like 60s or 5m");
}
