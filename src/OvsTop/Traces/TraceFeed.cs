using OvsTop.Analysis.Traces;
using OvsTop.Model.Sources;
using OvsTop.Model.Traces;

namespace OvsTop.Traces;

/// <summary>
/// Hands out packets one by one, in their order, when they are complete: no further round is to be expected and what can be replayed has been.
/// Runs on the source's thread.
/// </summary>
/// <param name="filter">Which packets.</param>
/// <param name="replayer">Replays rounds; null for a recording.</param>
/// <param name="ports">Learns the names of ports.</param>
/// <param name="show">Takes a packet; false when it has seen enough.</param>
internal sealed class TraceFeed(PacketFilter filter, IRoundReplayer? replayer, PortTable ports, Func<TracePacket, bool> show)
{
    /// <summary>A packet is complete when nothing was heard of it for so long.</summary>
    private const ulong QuietNs = 1_000_000_000;

    /// <summary>A replay is waited for so long.</summary>
    private const ulong ReplayNs = 3_000_000_000;

    private const ulong LookEveryNs = 100_000_000;
    private const int Most = 1000;

    private readonly TraceEngine _engine = new();
    private readonly Dictionary<uint, string> _names = [];
    private ulong _lookedNs;
    private long _shown;
    private bool _enough;

    /// <summary>Reads a batch; false when enough was shown.</summary>
    public bool Add(ProbeBatch batch)
    {
        foreach (ref readonly var tally in batch.Tallies is { } tallies ? tallies.Threads : [])
        {
            _names[tally.Tid] = tally.Name;
        }

        ports.Update(batch.Facts);
        _engine.Add(batch);
        if (batch.TimeNs >= _lookedNs + LookEveryNs || batch.TimeNs < _lookedNs)
        {
            _lookedNs = batch.TimeNs;
            Look(batch.TimeNs);
        }

        return !_enough;
    }

    /// <summary>The source has ended: what is there is all there will be.</summary>
    public void Complete()
    {
        _engine.Complete();
        while (!_enough && Look(ulong.MaxValue))
        {
        }
    }

    /// <summary>Shows what is complete; false when nothing moved.</summary>
    private bool Look(ulong nowNs)
    {
        var packets = _engine.After(_shown, Most, tid => _names.GetValueOrDefault(tid) is { Length: > 0 } name ? name : $"thread {tid}");
        replayer?.Want(ReplayRequests.Of(packets));
        bool moved = false;
        foreach (var packet in packets)
        {
            ulong endNs = packet.TimeNs + (ulong)(packet.UpcallUs * 1000);
            if (nowNs != ulong.MaxValue && (nowNs < endNs + QuietNs || (nowNs < endNs + ReplayNs && !IsReplayed(packet))))
            {
                break;
            }

            _shown = packet.Number;
            moved = true;
            if (filter.Matches(packet, ReplayOf) && !show(packet))
            {
                _enough = true;
                break;
            }
        }

        return moved;
    }

    /// <summary>The replay of a round, if there is one.</summary>
    public RoundReplay? ReplayOf(long round) => replayer?.Find(round);

    /// <summary>What has become of the flow of a round by now, if that is known.</summary>
    public FlowStory? StoryOf(TraceRound round) => _engine.StoryOf(round);

    private bool IsReplayed(TracePacket packet) => replayer is null || ReplayRequests.Of([packet]).All(request => replayer.Find(request.Round) is not null);
}
