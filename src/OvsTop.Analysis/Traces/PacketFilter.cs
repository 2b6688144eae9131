using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Evaluation;
using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;

namespace OvsTop.Analysis.Traces;

/// <summary>Selects packets: one that matches in any of its rounds is shown with all of them. Results (verdict, tables, cookies ...) are of the whole packet.</summary>
/// <param name="filter">The filter; null takes every packet.</param>
/// <param name="portName">Names of datapath ports.</param>
public sealed class PacketFilter(CompiledFilter? filter, Func<uint, string> portName)
{
    private readonly TraceFacts _facts = new();

    /// <summary>True if the packet matches by what is known of it so far.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="replayOf">Replays by round; null where there is none.</param>
    public bool Matches(TracePacket packet, Func<long, RoundReplay?> replayOf)
    {
        if (filter is null)
        {
            return true;
        }

        Learn(packet, replayOf);
        foreach (var round in packet.Rounds)
        {
            if (Evaluate(round.Key.Span, round.PacketLength, round.Type, round.Tid, round.Handler, round.Ufid, round.Packet.Span, _facts) == Truth.True)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>False if a packet cannot match, whatever becomes of it.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="nameOf">Thread names.</param>
    internal bool MayMatch(PacketEntry packet, Func<uint, string> nameOf)
    {
        foreach (var reference in packet.Rounds)
        {
            if (reference.Value is not { } round)
            {
                continue;
            }

            if (Evaluate(round.Key, round.PacketLength, round.Type, round.Tid, nameOf(round.Tid), round.HasUfid ? round.Ufid : null, round.PacketBytes, facts: null) != Truth.False)
            {
                return true;
            }
        }

        return false;
    }

    private Truth Evaluate(ReadOnlySpan<byte> attributes, uint packetLength, UpcallType type, uint tid, string handler, Ufid? ufid, ReadOnlySpan<byte> packet, TraceFacts? facts)
    {
        FlowKey.Decode(attributes, out var key);
        var subject = new FilterSubject(ref key)
        {
            PacketLength = (int)Math.Min(packetLength, int.MaxValue),
            UpcallType = (int)type,
            Tid = tid,
            HandlerName = handler,
            Ufid = ufid,
            Packet = packet,
            Facts = facts,
        };
        return filter is null ? Truth.True : filter.Program.Evaluate(subject);
    }

    private void Learn(TracePacket packet, Func<long, RoundReplay?> replayOf)
    {
        _facts.Clear();
        _facts.Rounds = packet.Rounds.Count;
        _facts.UpcallUs = (ulong)packet.UpcallUs;
        foreach (uint port in packet.Ports)
        {
            _facts.OutputPorts.Add(port);
            _facts.OutputNames.Add(portName(port));
        }

        _facts.Know(FieldId.Rounds, FieldId.UpcallUs, FieldId.Output, FieldId.Link);
        if (VerdictNumber(packet) is { } verdict)
        {
            _facts.Verdict = verdict;
            _facts.Know(FieldId.Verdict);
        }

        bool replayed = packet.Rounds.Count > 0;
        foreach (var round in packet.Rounds)
        {
            _facts.Links.Add((ulong)round.Link);
            if (replayOf(round.Number)?.Reply is not { } reply)
            {
                replayed = false;
                continue;
            }

            foreach (var node in reply.AllNodes)
            {
                if (node.Rule is { Table: { } table } rule)
                {
                    _facts.Tables.Add(table);
                    _facts.Cookies.Add(rule.Cookie);
                }
                else if (node.Kind == TraceNodeKind.Bridge)
                {
                    _facts.Bridges.Add(node.Text["bridge(\"".Length..^2]);
                }
            }
        }

        // What some rounds have shown is known; that a table was not visited is known when all of them have.
        if (replayed || _facts.Tables.Count > 0)
        {
            _facts.Know(FieldId.Table, FieldId.Cookie, FieldId.Bridge);
        }
    }

    /// <summary><see cref="TraceFacts.Verdict"/>: 0 output, 1 drop, 2 controller, 3 slow; null while it is open.</summary>
    private static int? VerdictNumber(TracePacket packet) => packet.Verdict switch
    {
        Verdict.Output => 0,
        Verdict.Drop => 1,
        Verdict.Userspace => packet.Rounds.Any(round => round.ActionsText?.Contains("controller(", StringComparison.Ordinal) == true) ? 2 : 3,
        _ => null,
    };
}
