namespace OvsTop.Analysis.Traces;

/// <summary>Finds the rounds that a packet went through without an upcall, from the flows that were put before.</summary>
/// <param name="flows">What leads where.</param>
internal sealed class CachedRounds(LeadingFlows flows)
{
    /// <summary>Longest way back.</summary>
    private const int MaxDepth = 8;

    /// <summary>Numbers of a round's cached rounds; more than <see cref="MaxDepth"/> times <see cref="LeadingFlows.MaxOfId"/>.</summary>
    private const int NumbersOfRound = 64;

    private readonly List<CachedRound> _found = [];

    /// <summary>The cached rounds right before a round, in their order; several with the same <see cref="CachedRound.LeadsTo"/> exclude each other.</summary>
    public IReadOnlyList<CachedRound> Before(Round round) => round.Cached ??= Find(round);

    private IReadOnlyList<CachedRound> Find(Round round)
    {
        _found.Clear();
        if (round.Skipped.Count > 0)
        {
            for (int i = Math.Max(0, round.Skipped.Count - MaxDepth); i < round.Skipped.Count; i++)
            {
                Add(round, i + 1 < round.Skipped.Count ? round.Skipped[i + 1] : round.RecircId, round.Skipped[i], at: _found.Count);
            }
        }
        else if (round.Link == LinkClass.Cached && round.Reason is LinkReason.OutsideExecute or LinkReason.NoCandidate)
        {
            // From the round back to the port, as long as there is one way only.
            uint target = round.RecircId;
            for (int depth = 0; depth < MaxDepth && Add(round, target, from: null, at: 0) is { } id && id != 0 && id != round.RecircId; depth++)
            {
                target = id;
            }
        }

        return _found.Count == 0 ? [] : [.. _found];
    }

    /// <summary>Adds all that can lead to an id.</summary>
    /// <returns>The id that they all have; null without any, or when there are several.</returns>
    private uint? Add(Round round, uint target, uint? from, int at)
    {
        uint? id = null;
        int first = at;
        bool several = false;

        // A flow put later has not handled it.
        var candidates = flows.To(target).Where(flow => (from ?? flow.RecircId) == flow.RecircId && flow.FirstNs < round.RecvNs).ToList();
        foreach (var flow in candidates)
        {
            several |= id is { } other && other != flow.RecircId;
            id = flow.RecircId;
            byte[] key = [];
            var problem = round.KeyCut ? RebuildProblem.CutKey : KeyRebuild.Of(round.Key, flow, out key);
            _found.Insert(at++, new CachedRound
            {
                Number = -((round.Number * NumbersOfRound) + _found.Count + 1),
                RecircId = flow.RecircId,
                LeadsTo = target,
                CtState = flow.CtState,
                Ufid = flow is { HasUfid: true, Flows: 1 } ? flow.Ufid : null,
                Flows = flow.Flows,
                Ways = candidates.Count,
                Key = key,
                Problem = problem,
            });
        }

        return several || at == first ? null : id;
    }
}
