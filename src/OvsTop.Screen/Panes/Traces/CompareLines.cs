using System.Globalization;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;
using OvsTop.Screen.Text;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>Two packets beside each other: what differs in keys, path, actions and times.</summary>
internal static class CompareLines
{
    /// <summary>The lines.</summary>
    /// <param name="marked">The packet on the left.</param>
    /// <param name="selected">On the right.</param>
    /// <param name="replayOf">Replays by round; null where there is none.</param>
    /// <param name="portName">Names of datapath ports.</param>
    public static IReadOnlyList<TraceLine> Of(TracePacket marked, TracePacket selected, Func<long, RoundReplay?> replayOf, Func<uint, string> portName)
    {
        var pairs = new PairLines($"#{marked.Number}", $"#{selected.Number}");
        int same = 0;
        pairs.Add("packet", marked.Summary, selected.Summary, PairWeight.None);
        pairs.Add("in", portName(marked.InPort), portName(selected.InPort));
        foreach (var (left, right) in Alignment.Of([.. marked.Rounds.Select(round => round.RecircId)], [.. selected.Rounds.Select(round => round.RecircId)]))
        {
            if (left < 0 || right < 0)
            {
                var (only, owner, other) = left < 0 ? (selected.Rounds[right], selected, marked) : (marked.Rounds[left], marked, selected);
                var cached = other.Rounds.SelectMany(round => round.Cached).FirstOrDefault(cached => cached.RecircId == only.RecircId);
                string why = cached is null ? ": cached flows handled the other, or it did not come here" : $"; #{other.Number} {TraceWords.Handling(cached, replayOf(cached.Number))}";
                pairs.Head($"{(left < 0 ? "– " : $"R{left}")} {(right < 0 ? "– " : $"R{right}")}  recirc 0x{only.RecircId:x} only of #{owner.Number}{why}");
                continue;
            }

            same += Rounds(pairs, marked.Rounds[left], selected.Rounds[right], left, right, replayOf);
        }

        pairs.Head("whole packet");
        pairs.Add("verdict", PacketText.VerdictOf(marked, portName), PacketText.VerdictOf(selected, portName), PairWeight.Path);
        pairs.Add("rounds", $"{marked.Rounds.Count}", $"{selected.Rounds.Count}", PairWeight.None);
        pairs.Add("upcall", $"{Numbers.DurationUs(marked.UpcallUs)}", $"{Numbers.DurationUs(selected.UpcallUs)}", PairWeight.None);
        pairs.Head($"{same} fields of the keys are the same", Themes.Role.Dim);
        return pairs.Lines;
    }

    /// <summary>Adds two rounds. Returns how many fields of their keys are the same.</summary>
    private static int Rounds(PairLines pairs, TraceRound left, TraceRound right, int leftIndex, int rightIndex, Func<long, RoundReplay?> replayOf)
    {
        string place = leftIndex == rightIndex ? $"R{leftIndex}" : $"R{leftIndex} R{rightIndex}";
        pairs.Head(left.RecircId == right.RecircId ? $"{place}  recirc 0x{left.RecircId:x}" : $"{place}  recirc 0x{left.RecircId:x}, 0x{right.RecircId:x}");
        place += " ";
        int same = 0;
        var others = KeyFields.Of(right.KeyText).DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Value);
        foreach (var (name, value) in KeyFields.Of(left.KeyText).DistinctBy(field => field.Name))
        {
            string other = others.Remove(name, out string? found) ? found : "";
            if (value == other)
            {
                same++;
            }
            else if (name != "recirc_id")
            {
                pairs.Add(name, Words(name, value), Words(name, other), name == "ct_state" ? PairWeight.Path : PairWeight.Value, place);
            }
        }

        foreach (var (name, value) in others)
        {
            pairs.Add(name, "", Words(name, value), place: place);
        }

        var (one, two) = (replayOf(left.Number)?.Reply, replayOf(right.Number)?.Reply);
        if (one is not null || two is not null)
        {
            pairs.Add("tables", Path(one), Path(two), one is null || two is null ? PairWeight.None : PairWeight.Path, place);
        }

        pairs.Add("dp", left.ActionsText ?? "", right.ActionsText ?? "", WeightOf(left.ActionsText, right.ActionsText), place);
        pairs.Add("link", Link(left), Link(right), PairWeight.None);
        foreach (var (name, a, b) in Stages(left, right))
        {
            pairs.Add(name, a, b, PairWeight.None);
        }

        return same;
    }

    /// <summary>Tables with the cookies of the rules that matched, in order.</summary>
    public static string Path(TraceReply? reply) => reply is null ? "not replayed" : string.Join(" ", reply.AllNodes
        .Where(node => node.Rule?.Table is not null)
        .Select(node => node.Rule is { Miss: null } rule ? $"{rule.Table}:0x{rule.Cookie:x}" : $"{node.Rule!.Table}:miss"));

    /// <summary>What it means that actions differ.</summary>
    public static PairWeight WeightOf(string? one, string? other) => ActionAgreement.Grade(one, other) == Agreement.Ids ? PairWeight.Ids : PairWeight.Path;

    private static string Words(string name, string value) =>
        name == "ct_state" && value is ['0', 'x', .. var digits] && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, null, out uint states) ? KeyChanges.Ct((CtStates)states) : value;

    private static string Link(TraceRound round) => round.Link == LinkClass.Ambiguous ? $"?{round.Candidates} ambiguous" : $"{TraceWords.Sign(round.Link)} {TraceWords.Of(round.Link)}";

    private static IEnumerable<(string Name, string Left, string Right)> Stages(TraceRound left, TraceRound right) => new (string Name, double? Left, double? Right)[]
    {
        ("queue", left.QueueUs, right.QueueUs), ("translate ≤", left.TranslateUs, right.TranslateUs), ("wait put", left.WaitPutUs, right.WaitPutUs),
        ("put", left.KernelPutUs, right.KernelPutUs), ("wait exec", left.WaitExecuteUs, right.WaitExecuteUs), ("exec", left.KernelExecuteUs, right.KernelExecuteUs),
    }.Where(stage => stage.Left is not null || stage.Right is not null).Select(stage => (stage.Name, Us(stage.Left), Us(stage.Right)));

    private static string Us(double? us) => us is { } known ? $"{Numbers.DurationUs(known)}" : "";
}
