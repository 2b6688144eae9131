namespace OvsTop.Model.Events;

/// <summary>enum dpif_upcall_type (lib/dpif.h), the same in every release.</summary>
public enum UpcallType
{
    /// <summary>No flow matched.</summary>
    Miss = 0,

    /// <summary>A userspace action: sFlow, IPFIX, slow path, controller.</summary>
    Action = 1,
}
