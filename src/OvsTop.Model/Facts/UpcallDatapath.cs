namespace OvsTop.Model.Facts;

/// <summary>One datapath in <c>upcall/show</c> (upcall_unixctl_show, ofproto/ofproto-dpif-upcall.c). Null: not in the reply.</summary>
public sealed record UpcallDatapath
{
    /// <summary>Full name, e.g. <c>system@ovs-system</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Flows in the datapath now.</summary>
    public ulong? CurrentFlows { get; init; }

    /// <summary>Average number of flows.</summary>
    public ulong? AverageFlows { get; init; }

    /// <summary>Largest number of flows.</summary>
    public ulong? MaxFlows { get; init; }

    /// <summary>Dynamic limit of flows.</summary>
    public ulong? FlowLimit { get; init; }

    /// <summary>Flows handed to hardware.</summary>
    public ulong? OffloadedFlows { get; init; }

    /// <summary>Duration of the last complete dump, milliseconds.</summary>
    public ulong? DumpDurationMs { get; init; }

    /// <summary>Flows are named by unique ids.</summary>
    public bool? UfidEnabled { get; init; }

    /// <summary>Keys by revalidator.</summary>
    public required IReadOnlyList<RevalidatorKeys> Revalidators { get; init; }
}
