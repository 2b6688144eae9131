using System.Globalization;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>
/// What really happened to a packet beside what <c>ofproto/trace</c> says of its first key alone: that guesses conntrack states, NAT addresses and hashes,
/// which the datapath knew.
/// </summary>
internal static class OfflineLines
{
    /// <summary>The lines.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="replayOf">Replays by round; null where there is none.</param>
    /// <param name="isLive">There is a daemon to ask.</param>
    public static IReadOnlyList<TraceLine> Of(TracePacket packet, Func<long, RoundReplay?> replayOf, bool isLive)
    {
        var first = packet.Rounds[0];
        if (first.RecircId != 0)
        {
            return [new(0, Role.Warn, $"the packet was first seen at recirc 0x{first.RecircId:x}: cached flows handled it before, so there is no first key to trace offline")];
        }

        if (replayOf(first.Number) is not { Reply: { } reply, Guesses: var guesses })
        {
            return [new(0, Role.Warn, replayOf(first.Number) is { } refused ? $"not replayed: {TraceWords.Of(refused)}" : isLive ? "ofproto/trace was not asked yet: replays are at most 20 a second" : "a recording has no daemon that ofproto/trace could be asked of")];
        }

        IReadOnlyList<TraceReply> offline = [reply, .. guesses];
        var pairs = new PairLines("real", "offline");
        foreach (var (real, guess) in Alignment.Of([.. packet.Rounds.Select(round => round.RecircId)], [.. offline.Select(RecircId)]))
        {
            if (real < 0)
            {
                pairs.Head($"–   offline goes on to recirc 0x{RecircId(offline[guess]):x}, the packet did not or was handled by cached flows", Role.Warn);
            }
            else if (guess < 0)
            {
                pairs.Head($"R{real}  recirc 0x{packet.Rounds[real].RecircId:x}: an offline trace does not come here", Role.Warn);
            }
            else
            {
                Add(pairs, packet.Rounds[real], replayOf(packet.Rounds[real].Number), offline[guess], real);
            }
        }

        return pairs.Lines;
    }

    private static void Add(PairLines pairs, TraceRound round, RoundReplay? replay, TraceReply offline, int index)
    {
        string place = $"R{index} ";
        pairs.Head($"R{index}  recirc 0x{round.RecircId:x}{(index == 0 ? "" : "  offline: guessed")}");
        FlowKey.Decode(round.Key.Span, out var key);
        pairs.Add("ct_state", KeyChanges.Ct(key.CtState), Field(offline.Flow, "ct_state") is { Length: > 0 } ct ? $"+{ct.Replace('|', '+')}" : "–", PairWeight.Path, place);
        if (key.Has(KeyAttr.Ipv4))
        {
            pairs.Add("nw_src", KeyValue(round, "ipv4 src"), Field(offline.Flow, "nw_src"), place: place);
            pairs.Add("nw_dst", KeyValue(round, "ipv4 dst"), Field(offline.Flow, "nw_dst"), place: place);
        }

        pairs.Add("tables", CompareLines.Path(replay?.Reply), CompareLines.Path(offline), replay?.Reply is null ? PairWeight.None : PairWeight.Path, place);
        var agreement = ActionAgreement.Grade(round.ActionsText, offline.DatapathActions);
        pairs.Add("dp", round.ActionsText ?? "", offline.DatapathActions, CompareLines.WeightOf(round.ActionsText, offline.DatapathActions), place);
        pairs.Head($"    {TraceWords.Sign(agreement)} {TraceWords.Of(agreement)}: {TraceWords.Meaning(agreement)}", agreement switch { Agreement.Same => Role.Ok, Agreement.Different => Role.Warn, _ => Role.Dim });
    }

    private static string KeyValue(TraceRound round, string name) => KeyFields.Of(round.KeyText).FirstOrDefault(field => field.Name == name).Value ?? "";

    private static uint RecircId(TraceReply reply) =>
        Field(reply.Flow, "recirc_id") is ['0', 'x', .. var digits] && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, null, out uint id) ? id : 0;

    /// <summary>The value of a field of a flow as ovs-vswitchd prints it; empty when it is not there.</summary>
    private static string Field(string flow, string name)
    {
        foreach (string part in flow.Split(','))
        {
            if (part.StartsWith(name, StringComparison.Ordinal) && part.Length > name.Length && part[name.Length] == '=')
            {
                return part[(name.Length + 1)..];
            }
        }

        return "";
    }
}
