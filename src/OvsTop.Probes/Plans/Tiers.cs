using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Probes.Plans;

/// <summary>Sorts probes into tiers.</summary>
internal static class Tiers
{
    /// <summary>The tier of a probe.</summary>
    public static Tier Of(ProbeId probe, PrimaryProbes primary) => probe switch
    {
        ProbeId.RevalidateEntry or ProbeId.RevalidateExit => Tier.Retranslations,
        ProbeId.FlowResult or ProbeId.FlowSweepResult or ProbeId.FlowDel => Tier.Verdicts,
        >= ProbeId.RecvUpcall and <= ProbeId.FlowGet when !primary.Contains(probe) => Tier.Upcalls,
        _ => Tier.Never,
    };
}
