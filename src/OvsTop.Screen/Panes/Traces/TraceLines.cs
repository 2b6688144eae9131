using System.Buffers.Binary;
using System.Globalization;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>Writes a packet as a tree: rounds, what changed since the one before, tables with their rules where the round was replayed, datapath actions.</summary>
internal static class TraceLines
{
    private const int MaxDepth = 30;

    private static readonly (string Name, Func<FlowKey, string> Value)[] Compared =
    [
        ("ct_state", key => TraceWords.Of(key.CtState)),
        ("ct_zone", key => Text(key.CtZone)),
        ("ct_mark", key => $"0x{key.CtMark:x}"),
        ("dp_hash", key => $"0x{key.DpHash:x}"),
        ("nw_src", key => key.Has(KeyAttr.Ipv4) ? Ipv4(key.Ipv4Source) : ""),
        ("nw_dst", key => key.Has(KeyAttr.Ipv4) ? Ipv4(key.Ipv4Destination) : ""),
        ("ipv6_src", key => key.Has(KeyAttr.Ipv6) ? Ipv6(key.Ipv6Source) : ""),
        ("ipv6_dst", key => key.Has(KeyAttr.Ipv6) ? Ipv6(key.Ipv6Destination) : ""),
        ("tp_src", key => Text(key.SourcePort)),
        ("tp_dst", key => Text(key.DestinationPort)),
    ];

    /// <summary>The lines of a packet.</summary>
    public static IEnumerable<TraceLine> Of(TracePacket packet, TracesSnapshot traces)
    {
        FlowKey before = default;
        for (int i = 0; i < packet.Rounds.Count; i++)
        {
            var round = packet.Rounds[i];
            FlowKey.Decode(round.Key.Span, out var key);
            yield return Head(round, i, key, packet);
            if (round.Skipped.Count > 0)
            {
                yield return new TraceLine(Role.Dim, $"   c  cached in between: recirc {string.Join(", ", round.Skipped.Select(id => $"0x{id:x}"))}");
            }

            if (i > 0 && Changes(before, key) is { Length: > 0 } changes)
            {
                yield return new TraceLine(Role.Accent, "   ≠  " + changes);
            }

            foreach (var line in Pipeline(round, traces.Replays.GetValueOrDefault(round.Number)))
            {
                yield return line;
            }

            yield return Datapath(round);
            if (round.ChildLost)
            {
                yield return new TraceLine(Role.Loss, "   !  the kernel could not deliver the next upcall of this packet");
            }

            before = key;
        }

        if (packet.RoundsMissing > 0)
        {
            yield return new TraceLine(Role.Dim, $"   {packet.RoundsMissing} more rounds are not kept");
        }
    }

    private static TraceLine Head(TraceRound round, int index, in FlowKey key, TracePacket packet)
    {
        string ct = key.CtState == CtStates.None ? "not tracked" : $"ct {TraceWords.Of(key.CtState)} zone {key.CtZone}";
        string link = round.Link switch
        {
            LinkClass.First => "",
            LinkClass.Ambiguous => $"   ?{round.Candidates} ambiguous: {round.Candidates} rounds can be the one before, the oldest is shown",
            _ => $"   {TraceWords.Sign(round.Link)} {TraceWords.Of(round.Link)}: {TraceWords.Of(round.Reason)}",
        };
        double sinceUs = (round.RecvNs - Math.Min(packet.TimeNs, round.RecvNs)) / 1e3;
        string time = (index == 0 ? "" : $"+{Us(sinceUs)}  ") + (round.QueueUs is { } queue ? $"queue {Us(queue)}  " : "") + (round.TranslateUs is { } translate ? $"translate ≤ {Us(translate)}" : "");
        var role = round.Link switch
        {
            LinkClass.Ambiguous or LinkClass.Lost => Role.Warn,
            _ => Role.Title,
        };
        return new TraceLine(role, $" R{index}  recirc 0x{round.RecircId:x}   {ct}   {round.Handler}{link}", time);
    }

    private static TraceLine Datapath(TraceRound round)
    {
        string flow = round.Ufid is { } ufid ? $"   flow {ufid.ToString()[..8]}" : round.HasPut ? "" : round.HasExecute ? "   no flow put" : "";
        string failed = (round.PutErrno != 0 ? $"   put errno {round.PutErrno}" : "") + (round.ExecuteErrno != 0 ? $"   execute errno {round.ExecuteErrno}" : "");
        string times = (round.KernelPutUs is { } put ? $"put {Us(put)}  " : "") + (round.KernelExecuteUs is { } execute ? $"exec {Us(execute)}" : "");
        return new TraceLine(failed.Length > 0 ? Role.Loss : Role.Text, $"   dp {round.ActionsText ?? "no put or execute was seen"}{flow}{failed}", times);
    }

    private static IEnumerable<TraceLine> Pipeline(TraceRound round, RoundReplay? replay)
    {
        if (replay is null)
        {
            yield return new TraceLine(Role.Dim, "   key " + round.KeyText);
            yield break;
        }

        if (replay.Reply is not { } reply)
        {
            yield return new TraceLine(Role.Dim, "   key " + round.KeyText);
            yield return new TraceLine(Role.Warn, $"   –  not replayed: {TraceWords.Of(replay)}");
            yield break;
        }

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

        yield return new TraceLine(Role.Dim, "   mega " + reply.Megaflow);
        yield return new TraceLine(
            replay.Agreement switch { Agreement.Same => Role.Ok, Agreement.Different => Role.Warn, _ => Role.Dim },
            $"   {TraceWords.Sign(replay.Agreement)} {TraceWords.Of(replay.Agreement)}: {TraceWords.Meaning(replay.Agreement)}{(replay.Agreement == Agreement.Different ? $": {reply.DatapathActions}" : "")}");
        foreach (string reason in reply.SlowPath)
        {
            yield return new TraceLine(Role.Warn, "   slow path: " + reason);
        }
    }

    private static TraceLine Line(TraceNode node, int depth)
    {
        string indent = "   │ " + new string(' ', Math.Min(depth, MaxDepth) * 2);
        return node switch
        {
            { Rule: { Table: { } table, Miss: null } rule } => new TraceLine(
                Role.Text, $"{indent}{table,2}  {(rule.Match.Length == 0 ? "*" : rule.Match)}", $"priority {rule.Priority}{(rule.Cookie == 0 ? "" : $"  0x{rule.Cookie:x}")}"),
            { Rule: { Table: { } table } rule } => new TraceLine(Role.Warn, $"{indent}{table,2}  {rule.Miss}"),
            { Kind: TraceNodeKind.Detail } => new TraceLine(Role.Dim, $"{indent}-> {node.Text}"),
            { Kind: TraceNodeKind.Warning } => new TraceLine(Role.Warn, $"{indent}>> {node.Text}"),
            { Kind: TraceNodeKind.Error } => new TraceLine(Role.Crit, $"{indent}>>>> {node.Text}"),
            { Kind: TraceNodeKind.Bridge } => new TraceLine(Role.Header, indent + node.Text),
            { Kind: TraceNodeKind.Thaw } => new TraceLine(Role.Dim, indent + node.Text),
            _ => new TraceLine(Role.Text, indent + node.Text),
        };
    }

    private static string Changes(FlowKey before, FlowKey now) => string.Join("   ", Compared
        .Select(field => (field.Name, Before: field.Value(before), Now: field.Value(now)))
        .Where(field => field.Before != field.Now)
        .Select(field => $"{field.Name} {(field.Before.Length == 0 ? "–" : field.Before)} → {(field.Now.Length == 0 ? "–" : field.Now)}"));

    private static string Us(double us) => us switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{us:0.0} µs"),
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{us:0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{us / 1000:0.0} ms"),
    };

    private static string Ipv4(uint address)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new TextSink().Ipv4(bytes).ToString();
    }

    private static string Ipv6(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        return new TextSink().Ipv6(bytes).ToString();
    }

    private static string Text(ushort number) => number.ToString(CultureInfo.InvariantCulture);
}
