using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model;
using OvsTop.Model.Traces;

namespace OvsTop.Traces;

/// <summary>Has the rounds of the packets held and of the newest ones replayed while somebody looks at them, and puts what is known into each snapshot.</summary>
/// <param name="replayer">Replays rounds.</param>
/// <param name="inspector">Asks about flows; null where nobody can be asked.</param>
/// <param name="tracer">Has traces that the daemon took; null where nobody can be asked.</param>
internal sealed class SnapshotReplays(IRoundReplayer replayer, IFlowInspector? inspector = null, IDaemonTracer? tracer = null)
{
    /// <summary>Packets, newest first, whose rounds are wanted.</summary>
    private const int Packets = 60;

    private volatile bool _wanted;
    private volatile IReadOnlyList<Ufid> _flows = [];
    private volatile IReadOnlyList<TracePacket> _held = [];

    /// <summary>True while traces are on the screen; otherwise the daemon is left alone.</summary>
    public bool Wanted
    {
        get => _wanted;
        set => _wanted = value;
    }

    /// <summary>Flows that are looked at, the most wanted first: the daemon is asked what it has of them. From any thread.</summary>
    public void LookAt(IReadOnlyList<Ufid> flows) => _flows = flows;

    /// <summary>Packets that the screen holds on to although newer ones have come, the most wanted first. From any thread.</summary>
    public void Hold(IReadOnlyList<TracePacket> packets) => _held = packets;

    /// <summary>The snapshot with what is known of its rounds.</summary>
    public Snapshot Apply(Snapshot snapshot)
    {
        // Of a held packet more rounds may have come since.
        var latest = snapshot.Traces.Packets.ToDictionary(packet => packet.Number);
        var packets = _held.Select(held => latest.GetValueOrDefault(held.Number, held)).Concat(snapshot.Traces.Packets).DistinctBy(packet => packet.Number).ToList();
        replayer.Want(_wanted ? ReplayRequests.Of([.. packets.Take(Packets)]) : []);
        var known = new Dictionary<long, RoundReplay>();
        var traces = new Dictionary<long, DaemonTrace>();
        foreach (long number in packets.SelectMany(ReplayRequests.Numbers))
        {
            if (replayer.Find(number) is { } replay)
            {
                known[number] = replay;
                if (number > 0 && replay.Reply is { } reply && tracer?.Find(reply) is { } trace)
                {
                    traces[number] = trace;
                }
            }
        }

        return snapshot with
        {
            Traces = snapshot.Traces with
            {
                Replays = known,
                Replaying = true,
                Trouble = replayer.Trouble,
                FlowAnswers = FlowAnswers(),
                DaemonTraces = traces,
                DaemonTraceNote = tracer?.Note ?? "",
            },
        };
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
