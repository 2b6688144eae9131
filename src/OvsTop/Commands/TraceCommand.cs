using System.CommandLine;
using System.Reactive.Linq;
using System.Text.Json;
using OvsTop.Analysis.Traces;
using OvsTop.Model;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Traces;
using OvsTop.Probes.Live;
using OvsTop.Recording.Replay;
using OvsTop.Settings;
using OvsTop.Traces;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Commands;

/// <summary><c>ovstop trace EXPR</c>: packets as they really went through the pipeline, one tree each.</summary>
internal static class TraceCommand
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make()
    {
        var expression = new Argument<string?>("EXPR") { Description = "Which packets: an ovs-ofctl match, and, or, not, verdict=drop ...; without it all", Arity = ArgumentArity.ZeroOrOne };
        var count = Arguments.Number("--count", "-n", "n", "Stop after so many packets");
        var time = new Option<string?>("--for") { Description = "Stop after this time", HelpName = "time" };
        var from = new Option<string?>("--from") { Description = "Read a recording instead of a running daemon", HelpName = "file" };
        var json = new Option<bool>("--json") { Description = "One JSON object a packet and line" };
        var daemonTraces = new Option<bool>("--daemon-traces")
        {
            Description = "Also have ovs-vswitchd trace, where it has commands for that (none released has): creates a trace there and deletes it at the end",
        };
        var command = new Command("trace", "Packets as they really went through the pipeline: a live ofproto/trace.") { expression, count, time, from, json, daemonTraces };
        var options = new CommonOptions().AddConfigTo(command).AddLiveTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var settings = options.Settings(parsed);
            string? file = parsed.GetValue(from);
            TimeSpan? limit = parsed.GetValue(time) is not { } text ? null
                : Durations.TryParse(text, out var span) ? span
                : throw new SettingsException($"--for is '{text}', allowed is a time such as 10s");
            var live = options.Live(parsed, settings, detailsUnlessTold: null) with { Unixctl = new UnixctlClients(new UnixctlOptions { DaemonTraces = parsed.GetValue(daemonTraces) }) };
            var ports = file is null ? new DaemonPorts(live) : null;
            var filter = CommonOptions.Compile(parsed.GetValue(expression), settings, ports is null ? null : ports.Find);
            using var source = file is not null
                ? (IProbeSource)ReplaySource.Open(file, new ReplayOptions { Speed = double.PositiveInfinity })
                : LiveSource.Open(new DaemonFinder(), live);
            if (file is null)
            {
                SourceFilter.Set(source, filter?.Compiled);
            }

            string? own = parsed.GetValue(daemonTraces) ? filter is null ? "" : OpenFlowMatch.Of(filter.Compiled.Filter) : null;
            using var replayer = file is null ? DaemonReplayer.TryOpen(live, own) : null;
            return Print(source, filter?.Compiled, replayer, parsed.GetValue(count), limit, parsed.GetValue(json));
        }));
        return command;
    }

    private static int Print(IProbeSource source, CompiledFilter? filter, DaemonReplayer? replayer, int? count, TimeSpan? limit, bool asJson)
    {
        using var output = Console.OpenStandardOutput();
        using var text = Output.Text(output);
        using var signals = new StopSignals();
        int shown = 0;
        TraceFeed? feed = null;
        var ports = new PortTable();
        feed = new TraceFeed(new PacketFilter(filter, ports.NameOf), replayer, ports, Show);
        var batches = source.Batches.TakeUntil(signals.Stop);
        if (limit is { } time)
        {
            batches = batches.TakeUntil(Observable.Timer(time));
        }

        batches.Select(feed.Add).TakeWhile(more => more).LastOrDefaultAsync().Wait();
        feed.Complete();
        text.Flush();
        Output.Notices(source.Info);
        if (replayer?.Trouble is { Length: > 0 } trouble)
        {
            Console.Error.WriteLine($"ovstop: note: {trouble}");
        }

        if (replayer?.Tracer.Note is { Length: > 0 } note)
        {
            Console.Error.WriteLine($"ovstop: note: {PlainText.Of(note)}");
        }

        return signals.ExitCode != 0 ? signals.ExitCode : shown > 0 ? 0 : 1;

        DaemonTrace? DaemonTraceOf(TraceRound round) => feed!.ReplayOf(round.Number)?.Reply is { } reply ? replayer?.Tracer.Find(reply) : null;

        bool Show(TracePacket packet)
        {
            if (asJson)
            {
                using (var json = new Utf8JsonWriter(output, OneLine))
                {
                    PacketJson.Write(json, packet, feed!.ReplayOf, ports.NameOf, feed!.StoryOf, DaemonTraceOf);
                }

                output.WriteByte((byte)'\n');
            }
            else
            {
                foreach (string line in PacketText.Lines(packet, feed!.ReplayOf, ports.NameOf, feed!.StoryOf, DaemonTraceOf))
                {
                    text.WriteLine(PlainText.Of(line));
                }

                text.WriteLine();
                text.Flush();
            }

            return ++shown != count;
        }
    }
}
