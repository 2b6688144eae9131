using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OvsTop.Model.Tallies;

/// <summary>
/// Flows deleted lately, so that a put of one can be told from a put of a new flow. Same rules as lives.bpf.h; bounded by the last
/// <see cref="Capacity"/> first mentions of a delete, nothing is allocated per event once it has grown.
/// </summary>
public sealed class DeletedFlows
{
    /// <summary>Flows remembered (OVSTOP_DELETED_FLOWS in ovstop.h).</summary>
    public const int Capacity = 65_536;

    /// <summary>
    /// A delete is surely remembered until so many others came: the kernel's LRU list evicts from its inactive half, which it keeps at least as
    /// long as the active one (__bpf_lru_list_rotate in kernel/bpf/bpf_lru_list.c).
    /// </summary>
    public const int SureDeletes = Capacity / 2;

    /// <summary>A put no later after the flow's delete is churn, unless told otherwise.</summary>
    public const ulong DefaultChurnNs = 5_000_000_000;

    private const int FirstSize = 1024;

    private readonly Dictionary<FlowIdentity, Flow> _flows = new(FirstSize);
    private readonly Queue<(FlowIdentity Flow, ulong Stamp)> _order = new(FirstSize);
    private ulong _stamp;

    /// <summary>A revalidator decided to delete the flow.</summary>
    public void Sentence(FlowIdentity identity, uint reason) => Find(identity).Verdict = reason + 1;

    /// <summary>The delete was built, with or without a verdict.</summary>
    public void Delete(FlowIdentity identity, ulong timeNs) => Find(identity).DeletedNs = timeNs;

    /// <summary>The flow is put (created).</summary>
    /// <returns>The delete before, once.</returns>
    public Reput Put(FlowIdentity identity, ulong timeNs)
    {
        ref var flow = ref CollectionsMarshal.GetValueRefOrNullRef(_flows, identity);
        if (Unsafe.IsNullRef(ref flow) || flow.DeletedNs == 0)
        {
            return default;
        }

        ulong sinceNs = timeNs > flow.DeletedNs ? timeNs - flow.DeletedNs : 1;
        uint reason = flow.Verdict > 0 ? flow.Verdict - 1 : 0;
        flow.DeletedNs = 0;
        flow.Verdict = 0;
        return new Reput(sinceNs, reason, ++flow.Generation);
    }

    private ref Flow Find(FlowIdentity identity)
    {
        ref var flow = ref CollectionsMarshal.GetValueRefOrAddDefault(_flows, identity, out bool known);
        if (known && (flow.DeletedNs | flow.Verdict) != 0)
        {
            return ref flow;
        }

        // The first mention of a delete makes the flow the youngest; the one mentioned longest ago gives way.
        flow.Stamp = ++_stamp;
        _order.Enqueue((identity, _stamp));
        if (_order.Count > Capacity)
        {
            var (oldest, stamp) = _order.Dequeue();
            if (_flows.TryGetValue(oldest, out var old) && old.Stamp == stamp)
            {
                _flows.Remove(oldest);
            }
        }

        return ref CollectionsMarshal.GetValueRefOrNullRef(_flows, identity);
    }

    private struct Flow
    {
        public ulong DeletedNs;
        public ulong Stamp;
        public uint Verdict;
        public uint Generation;
    }
}
