using OvsTop.Analysis.Traces;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>Writes a packet as a tree: rounds, what changed since the one before, tables with their rules where the round was replayed, datapath actions, times.</summary>
internal static class TraceLines
{
    private const int MaxDepth = 30, WholeFrom = 60, PartWidth = 70;

    /// <summary>Room for the lines of a round in <see cref="TraceLine.Id"/>.</summary>
    private const int LinesOfRound = 1_000_000;

    /// <summary>The lines of a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="replayOf">Replays by round; null where there is none.</param>
    /// <param name="daemonsOf">Traces of the daemon's own by round; null where there is none.</param>
    public static IEnumerable<TraceLine> Of(TracePacket packet, Func<long, RoundReplay?> replayOf, Func<long, DaemonTrace?> daemonsOf)
    {
        FlowKey before = default;
        for (int i = 0; i < packet.Rounds.Count; i++)
        {
            var round = packet.Rounds[i];
            FlowKey.Decode(round.Key.Span, out var key);
            int id = i * LinesOfRound;
            yield return Head(packet, i, key) with { Round = i, Id = id };
            foreach (var line in Round(round, i == 0 ? "" : KeyChanges.Of(before, key), replayOf, daemonsOf(round.Number)))
            {
                yield return line with { Round = i, Id = ++id };
            }

            before = key;
        }

        if (packet.RoundsMissing > 0)
        {
            yield return new TraceLine(0, Role.Dim, $"{packet.RoundsMissing} more rounds are not kept") { Id = -1, Round = packet.Rounds.Count - 1 };
        }
    }

    private static TraceLine Head(TracePacket packet, int index, in FlowKey key)
    {
        var round = packet.Rounds[index];
        string ct = key.CtState == CtStates.None ? "not tracked" : $"ct {KeyChanges.Ct(key.CtState)} zone {key.CtZone}";
        string handler = index > 0 && packet.Rounds[index - 1].Handler is var last && last != round.Handler ? $"{last}→{round.Handler}" : round.Handler;
        string link = round.Link == LinkClass.Ambiguous ? $"?{round.Candidates} ambiguous" : $"{TraceWords.Sign(round.Link)} {TraceWords.Of(round.Link)}";
        string reason = round.Link == LinkClass.Ambiguous ? $"{round.Candidates} rounds can be the one before, the oldest is shown" : TraceWords.Of(round.Reason);
        double sinceUs = (round.RecvNs - Math.Min(packet.TimeNs, round.RecvNs)) / 1e3;
        return new TraceLine(
            0,
            round.Link is LinkClass.Ambiguous or LinkClass.Lost ? Role.Warn : Role.Title,
            $"R{index} {link}  recirc 0x{round.RecircId:x}  {ct}  {handler}{(reason.Length > 0 ? "  " + reason : "")}",
            $"+{Numbers.DurationUs(sinceUs)}");
    }

    private static IEnumerable<TraceLine> Round(TraceRound round, string changes, Func<long, RoundReplay?> replayOf, DaemonTrace? daemons)
    {
        var replay = replayOf(round.Number);
        foreach (string line in PacketText.Cached(round, replayOf, ascii: false))
        {
            yield return new TraceLine(1, Role.Dim, "c  " + line);
        }

        if (changes.Length > 0)
        {
            yield return new TraceLine(1, Role.Accent, "≠  " + changes);
        }

        if (replay?.Reply is not { } reply)
        {
            foreach (var line in Long(new TraceLine(1, Role.Dim, "key " + Telling(round.KeyText)), round.KeyText))
            {
                yield return line;
            }

            if (replay is not null)
            {
                yield return new TraceLine(1, Role.Warn, $"–  not replayed: {TraceWords.Of(replay)}");
            }
        }
        else
        {
            foreach (var line in Tables(reply))
            {
                yield return line;
            }

            foreach (var line in Long(new TraceLine(1, Role.Dim, "mega " + reply.Megaflow), reply.Megaflow))
            {
                yield return line;
            }

            foreach (string reason in reply.SlowPath)
            {
                yield return new TraceLine(1, Role.Warn, "slow path: " + reason);
            }
        }

        foreach (var line in Long(Datapath(round, replay), round.ActionsText ?? ""))
        {
            yield return line;
        }

        if (replay is { Agreement: Agreement.Different, Reply: { } other })
        {
            yield return new TraceLine(1, Role.Warn, $"✗  now it would be: {other.DatapathActions}");
        }

        if (daemons is { } own)
        {
            var grade = ActionAgreement.Grade(round.ActionsText, own.Reply.DatapathActions);
            yield return new TraceLine(1, Role.Dim, $"own {TraceWords.Sign(grade)} {TraceWords.Of(grade)}: trace {own.Id} of ovs-vswitchd") { IsFolded = true };
            foreach (var line in Tables(own.Reply))
            {
                yield return line with { Level = line.Level + 1 };
            }
        }

        if (Times(round) is { Length: > 0 } times)
        {
            yield return new TraceLine(1, Role.Dim, times);
        }

        if (round.ChildLost)
        {
            yield return new TraceLine(1, Role.Loss, "!  the kernel could not deliver the next upcall of this packet");
        }
    }

    /// <summary>A line and, folded below it, the whole of what does not fit into one.</summary>
    private static IEnumerable<TraceLine> Long(TraceLine line, string whole)
    {
        if (whole.Length <= WholeFrom)
        {
            yield return line;
            yield break;
        }

        yield return line with { IsFolded = true };
        for (int start = 0; start < whole.Length;)
        {
            int end = Math.Min(start + PartWidth, whole.Length), comma = end == whole.Length ? -1 : whole.LastIndexOf(',', end - 1, end - start);
            end = comma > start ? comma + 1 : end;
            yield return new TraceLine(2, Role.Dim, whole[start..end]);
            start = end;
        }
    }

    /// <summary>The fields of a key that are not 0.</summary>
    private static string Telling(string key)
    {
        var parts = KeyFields.Parts(key).Where(part => !part.EndsWith("(0)", StringComparison.Ordinal) || part == "recirc_id(0)");
        return string.Join(',', parts);
    }

    private static TraceLine Datapath(TraceRound round, RoundReplay? replay)
    {
        string flow = round.Ufid is { } ufid ? $"flow {ufid.ToString()[..8]}" : round.HasPut ? "flow put" : round.HasExecute ? "no flow put" : "";
        string failed = (round.PutErrno != 0 ? $"   put errno {round.PutErrno}" : "") + (round.ExecuteErrno != 0 ? $"   execute errno {round.ExecuteErrno}" : "");
        string grade = replay is null ? "" : $"  {TraceWords.Sign(replay.Agreement)} {TraceWords.Of(replay.Agreement)}";
        var role = failed.Length > 0 ? Role.Loss : replay?.Agreement switch { Agreement.Same => Role.Ok, Agreement.Different => Role.Warn, _ => Role.Text };
        return new TraceLine(1, role, $"dp {round.ActionsText ?? "no put or execute was seen"}{failed}", flow + grade);
    }

    /// <summary>Stages; of a put and an execute first the time it waited for the kernel, then that in the kernel.</summary>
    private static string Times(TraceRound round)
    {
        var stages = new List<string>();
        Add("queue ", round.QueueUs, null);
        Add("translate ≤", round.TranslateUs, null);
        Add("put ", round.WaitPutUs, round.KernelPutUs);
        Add("exec ", round.WaitExecuteUs, round.KernelExecuteUs);
        return string.Join("  ", stages);

        void Add(string name, double? firstUs, double? secondUs)
        {
            string times = string.Join("+", new[] { firstUs, secondUs }.Where(us => us is not null).Select(us => Numbers.DurationUs(us!.Value).ToString()));
            if (times.Length > 0)
            {
                stages.Add(name + times);
            }
        }
    }

    private static IEnumerable<TraceLine> Tables(TraceReply reply)
    {
        var open = new Stack<(TraceNode Node, int Depth)>(reply.Nodes.Reverse().Select(node => (node, 0)));
        while (open.TryPop(out var next))
        {
            var (node, depth) = next;
            yield return Line(node, depth);
            for (int i = node.Children.Count - 1; i >= 0; i--)
            {
                open.Push((node.Children[i], depth + 1));
            }
        }
    }

    private static TraceLine Line(TraceNode node, int depth)
    {
        string indent = new(' ', Math.Min(depth, MaxDepth) * 2);
        int level = depth + 1;
        return node switch
        {
            { Rule: { Table: { } table, Miss: null } rule } => new TraceLine(
                level, Role.Text, $"{indent}{table,2}  {(rule.Match.Length == 0 ? "*" : rule.Match)}", $"prio {rule.Priority}{(rule.Cookie == 0 ? "" : $"  0x{rule.Cookie:x}")}"),
            { Rule: { Table: { } table } rule } => new TraceLine(level, Role.Warn, $"{indent}{table,2}  {rule.Miss}") { IsPinned = true },
            { Kind: TraceNodeKind.Detail } => new TraceLine(level, Role.Dim, $"{indent}-> {node.Text}"),
            { Kind: TraceNodeKind.Warning } => new TraceLine(level, Role.Warn, $"{indent}>> {node.Text}") { IsPinned = true },
            { Kind: TraceNodeKind.Error } => new TraceLine(level, Role.Crit, $"{indent}>>>> {node.Text}") { IsPinned = true },
            { Kind: TraceNodeKind.Bridge } => new TraceLine(level, Role.Header, indent + node.Text),
            { Kind: TraceNodeKind.Thaw } => new TraceLine(level, Role.Dim, indent + node.Text) { IsFolded = true },
            _ => new TraceLine(level, Role.Text, indent + node.Text) { IsFolded = node.Children.Count > 0 && node.Children.All(child => child.Kind == TraceNodeKind.Detail) },
        };
    }
}
