using System.Globalization;
using OvsTop.Model.Traces;

namespace OvsTop.Analysis.Traces;

/// <summary>A packet as text: its rounds, what tied them together, their pipelines where they were replayed, and their actions.</summary>
public static class PacketText
{
    /// <summary>The lines of a packet, without control characters of their own; names in them are untrusted.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="replayOf">Replays by round; null where there is none.</param>
    /// <param name="portName">Names of datapath ports.</param>
    /// <param name="storyOf">What became of the flow of a round; null when nobody knows.</param>
    /// <param name="daemonTraceOf">The daemon's own trace of a round; null when there is none of any.</param>
    public static IEnumerable<string> Lines(
        TracePacket packet, Func<long, RoundReplay?> replayOf, Func<uint, string> portName, Func<TraceRound, FlowStory?>? storyOf = null,
        Func<TraceRound, DaemonTrace?>? daemonTraceOf = null)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"#{packet.Number}  {portName(packet.InPort)}  {packet.Summary}  {Rounds(packet)}  {VerdictOf(packet, portName)}  {packet.UpcallUs:0.0} us");
        for (int i = 0; i < packet.Rounds.Count; i++)
        {
            var round = packet.Rounds[i];
            yield return "";
            yield return RoundHead(round, i);
            foreach (string line in Cached(round, replayOf))
            {
                yield return "    c   " + line;
            }

            yield return "    key " + round.KeyText;
            foreach (string line in Pipeline(replayOf(round.Number)))
            {
                yield return line;
            }

            yield return "    dp  " + (round.ActionsText ?? "no put or execute was seen") + Flow(round);
            if (Stages(round) is { Length: > 0 } stages)
            {
                yield return "    us  " + stages;
            }

            if (storyOf?.Invoke(round) is { Runs.Count: > 1 } story)
            {
                yield return "    flow " + StoryText.Line(story);
            }

            if (daemonTraceOf?.Invoke(round) is { } trace)
            {
                yield return $"    ovs-vswitchd traced the same itself: {trace.Id}";
            }

            if (round.ChildLost)
            {
                yield return "    !   the kernel could not deliver the next upcall";
            }
        }
    }

    /// <summary>→ and the ports, or what became of the packet instead.</summary>
    public static string VerdictOf(TracePacket packet, Func<uint, string> portName) => packet.Verdict == Verdict.Output || packet.Ports.Count > 0
        ? $"-> {string.Join(", ", packet.Ports.Select(portName))}"
        : TraceWords.Of(packet.Verdict);

    /// <summary>The head line of a round: id, conntrack, link and its reason, thread.</summary>
    public static string RoundHead(TraceRound round, int index)
    {
        string link = round.Link switch
        {
            LinkClass.First => "",
            LinkClass.Ambiguous => $"  ambiguous: {round.Candidates} candidates, {TraceWords.Of(round.Reason)}",
            _ => $"  {TraceWords.Of(round.Link)}: {TraceWords.Of(round.Reason)}",
        };
        return $"  R{index}  recirc 0x{round.RecircId:x}  {round.Handler}{link}";
    }

    /// <summary>Stages that are known, with their names.</summary>
    public static string Stages(TraceRound round) => string.Join("  ", new (string Name, double? Us)[]
    {
        ("queue", round.QueueUs), ("translate <=", round.TranslateUs), ("wait put", round.WaitPutUs), ("kernel put", round.KernelPutUs),
        ("wait execute", round.WaitExecuteUs), ("kernel execute", round.KernelExecuteUs),
    }.Where(stage => stage.Us is not null).Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Name} {stage.Us:0.0}")));

    /// <summary>What is known of the rounds without an upcall before a round, a line each.</summary>
    /// <param name="round">The round.</param>
    /// <param name="replayOf">Replays by round; null where there is none.</param>
    /// <param name="ascii">Signs in ASCII.</param>
    public static IEnumerable<string> Cached(TraceRound round, Func<long, RoundReplay?> replayOf, bool ascii = true)
    {
        foreach (uint id in round.Skipped.Where(id => round.Cached.All(cached => cached.RecircId != id)))
        {
            yield return $"recirc 0x{id:x} handled by a cached flow";
        }

        foreach (var cached in round.Cached)
        {
            yield return TraceWords.Of(cached, replayOf(cached.Number), ascii);
        }

        if (round is { Link: LinkClass.Cached, Cached.Count: 0, Reason: LinkReason.OutsideExecute or LinkReason.NoCandidate })
        {
            yield return $"no flow that leads to 0x{round.RecircId:x} was put while ovstop looked";
        }
    }

    private static string Rounds(TracePacket packet) => packet.Rounds.Count == 1 ? "1 round" : $"{packet.Rounds.Count} rounds";

    private static string Flow(TraceRound round) => (round.Ufid is { } ufid ? $"   flow {ufid}" : round.HasPut ? "" : round.HasExecute ? "   no flow was put" : "")
        + (round.PutErrno != 0 ? $"   put failed: errno {round.PutErrno}" : "")
        + (round.ExecuteErrno != 0 ? $"   execute failed: errno {round.ExecuteErrno}" : "");

    private static IEnumerable<string> Pipeline(RoundReplay? replay)
    {
        if (replay is null)
        {
            yield break;
        }

        if (replay.Reply is not { } reply)
        {
            yield return $"    not replayed: {TraceWords.Of(replay)}";
            yield break;
        }

        foreach (var root in reply.Nodes)
        {
            foreach (var (node, depth) in Nodes(root))
            {
                yield return "    | " + new string(' ', Math.Min(depth, 40) * 2) + Mark(node) + node.Text;
            }
        }

        yield return $"    {TraceWords.Sign(replay.Agreement, ascii: true),-3} replayed: {TraceWords.Meaning(replay.Agreement)}{(replay.Agreement == Agreement.Different ? ": " + reply.DatapathActions : "")}";
    }

    private static string Mark(TraceNode node) => node.Kind switch
    {
        TraceNodeKind.Detail => "-> ",
        TraceNodeKind.Warning => ">> ",
        TraceNodeKind.Error => ">>>> ",
        _ => "",
    };

    private static IEnumerable<(TraceNode Node, int Depth)> Nodes(TraceNode root)
    {
        var open = new Stack<(TraceNode, int)>([(root, 0)]);
        while (open.TryPop(out var next))
        {
            yield return next;
            var (node, depth) = next;
            for (int i = node.Children.Count - 1; i >= 0; i--)
            {
                open.Push((node.Children[i], depth + 1));
            }
        }
    }
}
