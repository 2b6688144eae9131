using OvsTop.Analysis.Snapshots;
using OvsTop.Model;
using OvsTop.Model.Traces;

namespace OvsTop.Traces;

/// <summary>Has the rounds of the newest packets replayed while somebody looks at them, and puts what is known into each snapshot.</summary>
/// <param name="replayer">Replays rounds.</param>
/// <param name="inspector">Asks about flows; null where nobody can be asked.</param>
internal sealed class SnapshotReplays(IRoundReplayer replayer, IFlowInspector? inspector = null)
{
    /// <summary>Packets, newest first, whose rounds are wanted.</summary>
    private const int Packets = 60;

    private volatile bool _wanted;
    private volatile IReadOnlyList<Ufid> _flows = [];

    /// <summary>True while traces are on the screen; otherwise the daemon is left alone.</summary>
    public bool Wanted
    {
        get => _wanted;
        set => _wanted = value;
    }

    /// <summary>Flows that are looked at, the most wanted first: the daemon is asked what it has of them. From any thread.</summary>
    public void LookAt(IReadOnlyList<Ufid> flows) => _flows = flows;

    /// <summary>The snapshot with what is known of its rounds.</summary>
    public Snapshot Apply(Snapshot snapshot)
    {
        var rounds = snapshot.Traces.Packets.Take(Packets).SelectMany(packet => packet.Rounds).ToList();
        replayer.Want(_wanted
            ? [.. rounds.Where(round => !round.IsTruncated).Select(round => new ReplayRequest(round.Number, round.RecircId, round.TraceKey, round.ActionsText))]
            : []);
        var known = new Dictionary<long, RoundReplay>();
        foreach (var round in snapshot.Traces.Packets.SelectMany(packet => packet.Rounds))
        {
            if (replayer.Find(round.Number) is { } replay)
            {
                known[round.Number] = replay;
            }
        }

        return snapshot with { Traces = snapshot.Traces with { Replays = known, Trouble = replayer.Trouble, FlowAnswers = FlowAnswers() } };
    }

    private Dictionary<Ufid, FlowAnswer> FlowAnswers()
    {
        var flows = _flows;
        var answers = new Dictionary<Ufid, FlowAnswer>();
        inspector?.Want(_wanted ? flows : []);
        foreach (var flow in flows)
        {
            if (inspector?.Find(flow) is { } answer)
            {
                answers[flow] = answer;
            }
        }

        return answers;
    }
}
