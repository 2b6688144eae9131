using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Traces;

/// <summary>
/// Finds the parent of a round. The kernel's word counts most (an upcall sent inside an execute belongs to the executed packet); without it the
/// packet's unchanged bytes, the ways that recirculation ids can go, and time decide, and what is not certain is graded so.
/// </summary>
internal sealed class Stitcher
{
    /// <summary>Rounds looked at for one link.</summary>
    private const int MaxChain = 512;

    private const int Chains = 16_384;

    private const ulong ShortestWindowNs = 100_000_000, LongestWindowNs = 5_000_000_000;

    /// <summary>Links whose time from execute to upcall is known before the window is fitted to it.</summary>
    private const ulong EnoughLinks = 32;

    private readonly RoundRef[] _byDigest = new RoundRef[Chains], _byTuple = new RoundRef[Chains];
    private readonly HashSet<uint> _idsSeen = [];
    private readonly long[] _links = new long[(int)LinkClass.Lost + 1];
    private StageTally _gap;
    private ulong _lossNs;
    private bool _everLost;

    /// <summary>Ways between recirculation ids.</summary>
    public RecircGraph Graph { get; } = new();

    /// <summary>Flows that lead to an id.</summary>
    public LeadingFlows Flows { get; } = new();

    /// <summary>Kernel upcalls not yet received.</summary>
    public KernelUpcalls Kernel { get; } = new();

    /// <summary>True once the kernel's execute was seen: an upcall outside one is outside.</summary>
    public bool ExecutesSeen { get; set; }

    /// <summary>Links by class.</summary>
    public IReadOnlyList<long> Links => _links;

    /// <summary>Longest time from a parent's execute to the child's upcall that is believed: four times the 99th percentile of those seen.</summary>
    public ulong WindowNs { get; private set; } = LongestWindowNs;

    /// <summary>Forgets everything that belongs to one daemon.</summary>
    public void Clear()
    {
        Array.Clear(_byDigest);
        Array.Clear(_byTuple);
        Graph.Clear();
        Flows.Clear();
        Kernel.Clear();
        ExecutesSeen = false;
    }

    /// <summary>Details were lost about now.</summary>
    public void NoteLoss(ulong timeNs)
    {
        _everLost = true;
        _lossNs = timeNs;
    }

    /// <summary>Links a round and makes it findable as a parent. Rounds come in the order of their upcalls.</summary>
    public void Link(Round round)
    {
        bool kernel = Kernel.Take(round.BytesHash, round.Tid, round.RecvNs, out var upcall, out bool certain);
        round.KernelNs = kernel ? upcall.TimeNs : 0;
        if (round.RecircId != 0)
        {
            if (!kernel || !LinkByKernel(round, upcall, certain))
            {
                LinkByEvidence(round);
            }
        }

        _links[(int)round.Link]++;
        Remember(round);
    }

    private bool LinkByKernel(Round round, in KernelUpcall upcall, bool certain)
    {
        if (upcall.Inside.Number == 0)
        {
            if (!ExecutesSeen)
            {
                return false;
            }

            round.Link = LinkClass.Cached;
            round.Reason = LinkReason.OutsideExecute;
            return true;
        }

        if (upcall.Inside.Value is not { } parent)
        {
            round.Link = LinkClass.Cached;
            round.Reason = LinkReason.ParentEvicted;
            return true;
        }

        // Inside one execute other packets can rise too: an ICMP error, a reply of a local socket. They come from another port.
        if (parent.InPort != round.InPort)
        {
            round.Link = LinkClass.Cached;
            round.Reason = LinkReason.OutsideExecute;
            return true;
        }

        if (parent.Digest != round.Digest && Graph.Find(parent.Emits, parent.Claimed, round.RecircId, null) < 0)
        {
            return false;
        }

        round.Link = !certain || InLossyTime(round) ? LinkClass.Likely : LinkClass.Exact;
        round.Reason = !certain ? LinkReason.RepeatedBytes : round.Link == LinkClass.Likely ? LinkReason.DetailsLost : LinkReason.InsideExecute;
        Attach(round, parent);
        return true;
    }

    private void LinkByEvidence(Round round)
    {
        var (choice, agreeing, repeated) = Candidates(round);
        var reason = LinkReason.SameBytes;
        if (choice.Count > 1 && agreeing.IsSole)
        {
            (choice, repeated, reason) = (agreeing with { Count = 1 }, false, LinkReason.ConntrackTuple);
        }
        else if (choice.Best is { } likely && IsOther(likely, round) && agreeing.Count == 0)
        {
            // Of several packets with these bytes none is this one: its own earlier rounds made no upcall.
            choice = choice.Count > 1 || repeated ? default : choice;
            reason = LinkReason.OtherTuple;
        }
        else if (choice.Best is null && round.OriginHash != 0)
        {
            (choice, reason) = (ByTuple(round), LinkReason.ConntrackTuple);
        }

        var (parent, candidates) = (choice.Best, choice.Count);
        if (parent is null)
        {
            bool lossy = InLossyTime(round);
            round.Link = lossy ? LinkClass.Lost : LinkClass.Cached;
            round.Reason = lossy ? LinkReason.DetailsLost : LinkReason.NoCandidate;
            return;
        }

        bool lost = InLossyTime(round);
        round.Candidates = candidates;
        round.Reason = repeated ? LinkReason.RepeatedBytes : lost ? LinkReason.DetailsLost : reason;
        round.Link = candidates > 1 ? LinkClass.Ambiguous
            : repeated || lost || reason != LinkReason.SameBytes ? LinkClass.Likely
            : LinkClass.Unique;
        Attach(round, parent);
    }

    /// <summary>The rounds that can be the parent, those of them that the conntrack tuple speaks for, and whether the bytes are those of several packets.</summary>
    private (ParentChoice All, ParentChoice Agreeing, bool Repeated) Candidates(Round round)
    {
        ParentChoice all = default, agreeing = default;
        int steps = 0;
        bool repeated = false;
        _idsSeen.Clear();
        for (var at = _byDigest[DigestChain(round)].Value; at is not null && steps++ < MaxChain; at = at.NextDigest.Value)
        {
            if (at.RecvNs + WindowNs < round.RecvNs)
            {
                break;
            }

            if (at.Digest != round.Digest || at.InPort != round.InPort)
            {
                continue;
            }

            // One packet comes through a place of the pipeline once: whoever is there twice is two packets.
            repeated |= !_idsSeen.Add(at.RecircId);
            if (at.RecircId == round.RecircId)
            {
                repeated = true;
                Doubt(at);
            }

            if (CanBeParent(at, round, out bool free))
            {
                all.Add(at, free);
                if (Agrees(at, round))
                {
                    agreeing.Add(at, free);
                }
            }
        }

        return (all, agreeing, repeated);
    }

    private ParentChoice ByTuple(Round round)
    {
        ParentChoice choice = default;
        int steps = 0;
        for (var at = _byTuple[Chain(round.OriginHash)].Value; at is not null && steps++ < MaxChain; at = at.NextTuple.Value)
        {
            if (at.RecvNs + WindowNs < round.RecvNs)
            {
                break;
            }

            if (at.TupleHash == round.OriginHash && at.InPort == round.InPort && CanBeParent(at, round, out bool free))
            {
                choice.Add(at, free);
            }
        }

        return choice;
    }

    /// <summary>The round's conntrack tuple, which is the packet as it came to the tracker, is the parent's addresses and ports, or the parent's own tuple.</summary>
    private static bool Agrees(Round parent, Round round) =>
        round.OriginHash != 0 && (parent.TupleHash == round.OriginHash || parent.OriginHash == round.OriginHash);

    /// <summary>The conntrack tuple speaks against the parent. NAT of a reply, and what is related to a connection, make tuples that are not the packet's.</summary>
    private static bool IsOther(Round parent, Round round) => round.OriginHash != 0 && !round.HasOthersTuple && !Agrees(parent, round);

    /// <summary>True if its way here has not been taken by a certain link; free if not by any.</summary>
    private bool CanBeParent(Round parent, Round round, out bool free)
    {
        free = false;
        if (parent.ExecNs == 0 || parent.ExecNs >= round.RecvNs || parent.ExecNs + WindowNs < round.RecvNs
            || Graph.Find(parent.Emits, parent.ClaimedSurely, round.RecircId, null) < 0)
        {
            return false;
        }

        free = Graph.Find(parent.Emits, parent.Claimed, round.RecircId, null) >= 0;
        return true;
    }

    private void Attach(Round round, Round parent)
    {
        round.Parent = RoundRef.To(parent);
        int start = Graph.Find(parent.Emits, parent.Claimed, round.RecircId, round.Skipped);
        if (start is >= 0 and < 64)
        {
            parent.Claimed |= 1ul << start;
            parent.ClaimedSurely |= round.Link is LinkClass.Exact or LinkClass.Unique ? 1ul << start : 0;
        }

        if (parent.ExecNs != 0 && parent.ExecNs < round.RecvNs)
        {
            _gap.Add(round.RecvNs - parent.ExecNs);
            if (_gap.Count >= EnoughLinks && _gap.Count % EnoughLinks == 0)
            {
                WindowNs = Math.Clamp(4 * Percentile99(), ShortestWindowNs, LongestWindowNs);
            }
        }
    }

    private ulong Percentile99()
    {
        ulong above = 0;
        for (int bucket = LatencyBuckets.Count - 1; bucket > 0; bucket--)
        {
            above += _gap.Buckets[bucket];
            if (above * 100 > _gap.Count)
            {
                return LatencyBuckets.UpperBoundNs(bucket);
            }
        }

        return 0;
    }

    private void Doubt(Round round)
    {
        if (round.Link == LinkClass.Unique)
        {
            _links[(int)LinkClass.Unique]--;
            _links[(int)LinkClass.Likely]++;
            round.Link = LinkClass.Likely;
            round.Reason = LinkReason.RepeatedBytes;
        }
    }

    private void Remember(Round round)
    {
        Push(ref _byDigest[DigestChain(round)], round, ref round.NextDigest);
        if (round.TupleHash != 0)
        {
            Push(ref _byTuple[Chain(round.TupleHash)], round, ref round.NextTuple);
        }
    }

    private static void Push(ref RoundRef first, Round round, ref RoundRef next)
    {
        next = first;
        first = RoundRef.To(round);
    }

    private static int DigestChain(Round round) => Chain(round.Digest ^ round.InPort * 0x9E3779B97F4A7C15);

    private static int Chain(ulong hash) => (int)((hash ^ hash >> 32) % Chains);

    private bool InLossyTime(Round round) => _everLost && round.RecvNs < _lossNs + WindowNs && _lossNs < round.RecvNs + WindowNs;
}
