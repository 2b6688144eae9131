using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Traces;

/// <summary>
/// Details become packets: upcalls become rounds, rounds are tied to the ones before them. Everything is bounded; what gives way is counted. Works
/// on one thread; a snapshot shares nothing with it that still changes.
/// </summary>
public sealed class TraceEngine
{
    /// <summary>Events of different CPUs may come that much out of order: a round is linked when it is so old.</summary>
    public const ulong SettleNs = 20_000_000;

    private readonly RoundRing _rounds;
    private readonly PacketRing _packets;
    private readonly Stitcher _stitcher = new();
    private readonly FlowStories _stories;
    private readonly RoundBuilder _builder;
    private readonly PriorityQueue<RoundRef, ulong> _waiting = new();
    private readonly TracePacketMaker _maker;
    private readonly int _shown, _mostWaiting;
    private ulong _missing;
    private ulong _timeNs;
    private long _lossEvents;

    /// <summary>Makes an empty engine.</summary>
    /// <param name="options">Bounds.</param>
    public TraceEngine(TraceOptions? options = null)
    {
        options ??= new TraceOptions();
        _rounds = new RoundRing(options.Rounds);
        _packets = new PacketRing(options.Packets);
        _stories = new FlowStories(options.Stories);
        _builder = new RoundBuilder(_rounds, _stitcher, _stories);
        _maker = new TracePacketMaker(new CachedRounds(_stitcher.Flows));
        _shown = options.Shown;
        _mostWaiting = options.Rounds / 2;
    }

    /// <summary>Numbers of the daemon's actions; those of 3.4 and newer unless told.</summary>
    public ActionNumbering Numbering
    {
        get => _builder.Numbering;
        set => _builder.Numbering = _maker.Numbering = value;
    }

    /// <summary>Reads the details of a batch.</summary>
    public void Add(ProbeBatch batch)
    {
        if (batch.Discontinuity)
        {
            Settle(ulong.MaxValue);
            _stitcher.Clear();
            _builder.Clear();
            _stories.Clear();
            _timeNs = 0;
        }

        ulong missing = batch.Losses.Lost + batch.Losses.Skipped;
        if (missing > _missing)
        {
            _lossEvents++;
            _stitcher.NoteLoss(batch.TimeNs);
        }

        _missing = missing;
        foreach (var record in batch.Records)
        {
            Add(record);
        }

        _timeNs = Math.Max(_timeNs, batch.TimeNs);
        Settle(_timeNs);
    }

    /// <summary>Reads one event.</summary>
    public void Add(in ProbeEvent record)
    {
        if (_builder.Add(record) is { } round)
        {
            _waiting.Enqueue(RoundRef.To(round), round.RecvNs);
            if (_waiting.Count > _mostWaiting)
            {
                // More in 20 ms than can be kept waiting: better linked early than forgotten.
                LinkNext();
            }
        }

        if (record.Header.TimeNs > _timeNs)
        {
            _timeNs = record.Header.TimeNs;
            Settle(_timeNs);
        }
    }

    /// <summary>The stream has ended: nothing is waited for any more.</summary>
    public void Complete() => Settle(ulong.MaxValue);

    /// <summary>What is known now, the newest packets first.</summary>
    /// <param name="nameOf">Thread names.</param>
    /// <param name="filter">Which packets; null takes all.</param>
    public TracesSnapshot Take(Func<uint, string> nameOf, PacketFilter? filter = null)
    {
        long looked = 0;
        var packets = new List<TracePacket>(Math.Min(_shown, (int)Math.Min(_packets.Count, int.MaxValue)));
        for (long number = _packets.Count; number > 0 && packets.Count < _shown && _packets.Find(number) is { } entry; number--)
        {
            if (entry.IsStranger)
            {
                continue;
            }

            looked++;
            if (filter?.MayMatch(entry, nameOf) != false && _maker.Make(entry, nameOf, _timeNs) is { } packet)
            {
                packets.Add(packet);
            }
        }

        return new TracesSnapshot
        {
            Packets = packets,
            Looked = looked,
            PacketCount = _packets.Count,
            RoundCount = _rounds.Taken,
            Evicted = _packets.Evicted,
            Links = new LinkCounts(_stitcher.Links),
            WindowNs = _stitcher.WindowNs,
            LossEvents = _lossEvents,
            KernelLinks = _stitcher.ExecutesSeen && _stitcher.Kernel.Seen,
            Stories = _stories.ToTable(),
            StoriesEvicted = _stories.Evicted,
            Strangers = _packets.Strangers,
        };
    }

    /// <summary>What has become of the flow that a round put; null when it put none or that is forgotten.</summary>
    /// <param name="round">A round of a packet that was handed out.</param>
    public FlowStory? StoryOf(TraceRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        return _stories.Find(round.Story)?.ToStory();
    }

    /// <summary>The packets after one, in their order.</summary>
    /// <param name="number">Its number; 0 for all that are remembered.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="nameOf">Thread names.</param>
    public IReadOnlyList<TracePacket> After(long number, int most, Func<uint, string> nameOf)
    {
        var packets = new List<TracePacket>();
        for (long next = Math.Max(number, _packets.Evicted) + 1; next <= _packets.Count && packets.Count < most; next++)
        {
            if (_packets.Find(next) is { IsStranger: false } entry && _maker.Make(entry, nameOf, _timeNs) is { } packet)
            {
                packets.Add(packet);
            }
        }

        return packets;
    }

    private void Settle(ulong nowNs)
    {
        while (_waiting.TryPeek(out _, out ulong timeNs) && (nowNs == ulong.MaxValue || timeNs + SettleNs <= nowNs))
        {
            LinkNext();
        }
    }

    private void LinkNext()
    {
        if (_waiting.Dequeue().Value is not { } round)
        {
            return;
        }

        _stitcher.Link(round);
        if (round.Type == UpcallType.Miss || round.Parent.Value is not null)
        {
            _packets.Place(round);
        }
    }
}
