using OvsTop.Model.Flows;
using OvsTop.Model.Traces;

namespace OvsTop.Analysis.Traces;

/// <summary>Signs and words of grades: the same on the screen, in text and in JSON. Every sign has a word beside it and an ASCII form.</summary>
public static class TraceWords
{
    private static readonly (string Sign, string Ascii, string Word)[] LinkWords =
    [
        ("·", ".", "first"), ("═", "=", "exact"), ("─", "-", "unique"), ("≈", "~", "likely"), ("?", "?", "ambiguous"), ("c", "c", "cached"), ("!", "!", "lost"),
    ];

    private static readonly string[] Reasons =
    [
        "",
        "run inside the execute of the round before",
        "same bytes, and the actions before lead here",
        "same bytes, but they came more than once",
        "the conntrack tuple is the one before",
        "details were lost around this time",
        "earlier rounds were cache hits",
        "no earlier round was seen",
        "the round before is no longer kept",
        "same bytes, but another conntrack tuple",
    ];

    private static readonly (string Sign, string Ascii, string Word, string Meaning)[] Agreements =
    [
        ("–", "-", "none", "not compared"),
        ("✔", "ok", "same", "same actions and ids"),
        ("~", "~", "ids", "same actions, other recirculation ids"),
        ("✗", "X", "different", "other actions now"),
    ];

    /// <summary>odp_ct_state_to_string, lib/odp-util.c; by bit.</summary>
    private static readonly string[] CtBits = ["new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat"];

    private static readonly string[] Verdicts = ["unknown", "output", "drop", "userspace", "cached"];

    private static readonly string[] Refusals =
    [
        "", "its recirculation id has expired", "ovs-vswitchd does not take the key", "the datapath is gone", "the port is gone", "",
    ];

    private static readonly string[] Problems =
    [
        "", "NAT changed a reply: what it was before only conntrack knows", "NAT changed it, and its key has no conntrack tuple", "the key is cut short",
    ];

    private static readonly string[] Stories = ["put", "keep", "modify", "condemned", "deleted"];

    /// <summary>put, keep, modify, condemned, deleted.</summary>
    public static string Of(StoryKind kind) => Stories[(int)kind];

    /// <summary>first, exact, unique, likely, ambiguous, cached, lost.</summary>
    public static string Of(LinkClass link) => LinkWords[(int)link].Word;

    /// <summary>One character for a link.</summary>
    public static string Sign(LinkClass link, bool ascii = false) => ascii ? LinkWords[(int)link].Ascii : LinkWords[(int)link].Sign;

    /// <summary>What a link rests on, as half a sentence; empty when there is nothing to say.</summary>
    public static string Of(LinkReason reason) => Reasons[(int)reason];

    /// <summary>none, same, ids, different.</summary>
    public static string Of(Agreement agreement) => Agreements[(int)agreement].Word;

    /// <summary>A sign for an agreement.</summary>
    public static string Sign(Agreement agreement, bool ascii = false) => ascii ? Agreements[(int)agreement].Ascii : Agreements[(int)agreement].Sign;

    /// <summary>What an agreement means.</summary>
    public static string Meaning(Agreement agreement) => Agreements[(int)agreement].Meaning;

    /// <summary>unknown, output, drop, userspace, cached.</summary>
    public static string Of(Verdict verdict) => Verdicts[(int)verdict];

    /// <summary>new|trk and so on; empty for an untracked packet.</summary>
    public static string Of(CtStates states) => string.Join('|', CtBits.Where((_, bit) => ((uint)states >> bit & 1) != 0));

    /// <summary>A cached round in a line: its id, the flow that handled it, and whether a replay of the rebuilt key leads where the packet went.</summary>
    /// <param name="round">The round.</param>
    /// <param name="replay">The replay of its rebuilt key; null when there is none.</param>
    /// <param name="ascii">Signs in ASCII.</param>
    public static string Of(CachedRound round, RoundReplay? replay, bool ascii = false) => $"recirc 0x{round.RecircId:x} {Handling(round, replay, ascii)}";

    /// <summary>As <see cref="Of(CachedRound, RoundReplay?, bool)"/> without the id: handled by ...</summary>
    public static string Handling(CachedRound round, RoundReplay? replay, bool ascii = false)
    {
        ArgumentNullException.ThrowIfNull(round);
        string flow = round.Ufid is { } ufid ? $"flow {ufid.ToString()[..8]}" : round.Flows == 1 ? "a flow" : $"one of {round.Flows} flows";
        string perhaps = round.Ways > 1 ? $", or another of {round.Ways} ways to 0x{round.LeadsTo:x}" : "";
        string verified = (round, replay, round.Verified(replay)) switch
        {
            (_, _, true) => $"  {Sign(Agreement.Same, ascii)} verified: the rebuilt key leads to 0x{round.LeadsTo:x}",
            (_, { Reply: { } reply }, false) => $"  {Sign(Agreement.Different, ascii)} not verified: the rebuilt key leads to {Ids(reply)}",
            ({ Problem: not RebuildProblem.None and var problem }, _, _) => $"  {Sign(Agreement.None, ascii)} not rebuilt: {Problems[(int)problem]}",
            (_, { } refused, _) => $"  {Sign(Agreement.None, ascii)} not verified: {Of(refused)}",
            _ => "",
        };
        return $"handled by {flow}{perhaps}{verified}";
    }

    private static string Ids(TraceReply reply) =>
        RecircIds.Of(reply.DatapathActions) is { Count: > 0 } ids ? string.Join(", ", ids.Select(id => $"0x{id:x}")) : "no recirculation";

    /// <summary>Why a round was not replayed.</summary>
    public static string Of(RoundReplay replay) => Refusals[(int)replay.Refusal] is { Length: > 0 } words ? words : replay.Problem;
}
