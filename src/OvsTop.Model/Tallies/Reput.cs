using OvsTop.Model.Events;

namespace OvsTop.Model.Tallies;

/// <summary>What is remembered of the delete before a put (struct reput in lives.bpf.h).</summary>
/// <param name="SinceDeletedNs">Time since the delete, at least 1; 0 when none is remembered.</param>
/// <param name="Reason">Its <see cref="DeleteReason"/>; <see cref="DeleteReason.None"/> without a verdict.</param>
/// <param name="Generation">How often the flow was put after a delete, this put included.</param>
public readonly record struct Reput(ulong SinceDeletedNs, uint Reason, uint Generation)
{
    /// <summary>True when the put came no later than <paramref name="churnNs"/> after the delete.</summary>
    public bool IsChurn(ulong churnNs) => SinceDeletedNs != 0 && SinceDeletedNs <= churnNs;

    /// <summary>Writes it into the record of the put, as the kernel programs do.</summary>
    public void Tell(ref EventHeader put)
    {
        put.Detail = SinceDeletedNs == 0 ? 0 : Reason + 1;
        put.Value0 = Generation;
        put.Value1 = SinceDeletedNs;
        put.Flags = IsChurn(DeletedFlows.DefaultChurnNs) ? put.Flags | EventFlags.Churn : put.Flags & ~EventFlags.Churn;
    }
}
