using System.CommandLine;
using System.Reactive.Linq;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Recording.Container;
using OvsTop.Recording.Recorders;
using OvsTop.Recordings;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Commands;

/// <summary><c>ovstop record -o FILE</c>: only the recorder, no screen.</summary>
internal static class RecordCommand
{
    private const int MostPacketBytes = 256;

    public static Command Make()
    {
        var output = new Option<string>("--output", "-o") { Description = "File to write, new; - writes to standard output", HelpName = "file", Required = true };
        var command = new Command("record", "Record everything the probes tell to a file; see it with replay, report, export.") { output };
        var arguments = new RecordingArguments().AddTo(command);
        var options = new CommonOptions().AddTo(command).AddLiveTo(command).AddTalkersTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var settings = options.Settings(parsed);
            var recording = arguments.Read(parsed);
            using var redactor = recording.Redactor;
            var live = options.Live(parsed, settings, detailsUnlessTold: null, LiveOptions.RecordRingBytes) with { PacketBytes = PacketBytes(recording.Payload), Talkers = options.Talkers(parsed) };
            var filter = options.Filter(parsed, settings, new DaemonPorts(live).Find);
            using var source = LiveSource.Open(new DaemonFinder(), live);
            SourceFilter.Set(source, filter?.Compiled);
            var session = SessionFacts.Ask(live).Session(source.Info) with { Filter = filter?.Expression };
            return Record(source, parsed.GetRequiredValue(output), session, recording);
        }));
        return command;
    }

    private static int Record(LiveSource source, string path, RecordingSession session, RecordingOptions options)
    {
        using var signals = new StopSignals();
        using var recorder = Recorder.Start(path, session, options);
        var losses = default(DetailLosses);
        source.Batches.TakeUntil(signals.Stop).TakeWhile(Write).LastOrDefaultAsync().Wait();
        recorder.Dispose();

        var status = recorder.Status;
        string dropped = status.Dropped > 0 ? $" and {status.Dropped} not written in time (a faster disk, --filter or fewer --details)" : "";
        Console.Error.WriteLine($"ovstop: {status.Path}: {status.Records} details and all counts of {status.Recorded.TotalSeconds:F1} s in {status.Bytes} bytes; details lost {losses.Lost}{dropped}; {status.Stopped}");
        Output.Notices(source.Info);
        return status.Failed ? CommandLine.Failed : signals.ExitCode;

        bool Write(ProbeBatch batch)
        {
            losses = batch.Losses;
            return recorder.Write(batch);
        }
    }

    // What the file would not keep need not go through the ring.
    private static int PacketBytes(PayloadLevel level) => level switch
    {
        PayloadLevel.None => 0,
        PayloadLevel.Head => RecordingOptions.HeadBytes,
        _ => MostPacketBytes,
    };
}
