using OvsTop.Model.Events;
using OvsTop.Model.Flows;

namespace OvsTop.Analysis.Traces;

/// <summary>The other way round of <see cref="RecircGraph"/>: which flows lead to a recirculation id. Learnt from puts, so flows put before are not known.</summary>
internal sealed class LeadingFlows
{
    /// <summary>Ids that flows are known of; at the limit all is forgotten and learnt anew.</summary>
    public const int MaxIds = 16_384;

    /// <summary>Kinds of flows kept of an id; the first ones stay.</summary>
    public const int MaxOfId = 4;

    private readonly Dictionary<uint, List<LeadingFlow>> _byTarget = [];

    /// <summary>Forgets all: another daemon has other ids.</summary>
    public void Clear() => _byTarget.Clear();

    /// <summary>The flows that lead to an id, the first put first.</summary>
    public IReadOnlyList<LeadingFlow> To(uint id) => _byTarget.TryGetValue(id, out var flows) ? flows : [];

    /// <summary>Learns from a put.</summary>
    /// <param name="put">Its header.</param>
    /// <param name="key">Its key.</param>
    /// <param name="emits">Ids that its actions lead to.</param>
    public void Learn(in EventHeader put, in FlowKey key, List<uint> emits)
    {
        foreach (uint target in emits)
        {
            if (!_byTarget.TryGetValue(target, out var flows))
            {
                if (_byTarget.Count >= MaxIds)
                {
                    _byTarget.Clear();
                }

                flows = new List<LeadingFlow>(1);
                _byTarget.Add(target, flows);
            }

            if (Of(flows, key, put.TimeNs) is { } flow)
            {
                (flow.CtMark, flow.CtLabels, flow.DpHash) = (key.CtMark, key.CtLabels, key.DpHash);
                bool hasUfid = (put.Flags & EventFlags.Ufid) != 0;
                flow.Flows += flow.Flows > 0 && hasUfid && flow.HasUfid && flow.Ufid == put.Ufid ? 0 : 1;
                (flow.HasUfid, flow.Ufid) = (hasUfid, put.Ufid);
            }
        }
    }

    private static LeadingFlow? Of(List<LeadingFlow> flows, in FlowKey key, ulong timeNs)
    {
        foreach (var known in flows)
        {
            if (known.RecircId == key.RecircId && known.CtState == key.CtState && known.CtZone == key.CtZone)
            {
                return known;
            }
        }

        if (flows.Count == MaxOfId)
        {
            return null;
        }

        var flow = new LeadingFlow { RecircId = key.RecircId, CtState = key.CtState, CtZone = key.CtZone, FirstNs = timeNs };
        flows.Add(flow);
        return flow;
    }
}
