namespace OvsTop.Probes.Plans;

/// <summary>What is given up first when watching costs too much, in this order.</summary>
internal enum Tier
{
    /// <summary>revalidate_ukey__ entry and exit.</summary>
    Retranslations,

    /// <summary>flow_result, flow_sweep_result and op_flow_del: sampled, in the same windows, before they are given up.</summary>
    Verdicts,

    /// <summary>USDT probes of single upcalls and flows that give no primary count.</summary>
    Upcalls,

    /// <summary>Never: primary counts, the kernel's cheap probes, rounds and the main loop.</summary>
    Never,
}
