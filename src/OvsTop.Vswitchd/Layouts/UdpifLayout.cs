namespace OvsTop.Vswitchd.Layouts;

/// <summary>Byte offsets in <c>struct udpif</c> (ofproto/ofproto-dpif-upcall.c), x86-64 with glibc: the same in every release with probes.</summary>
public static class UdpifLayout
{
    /// <summary>dpif: pointer.</summary>
    public const int Dpif = 16;

    /// <summary>n_handlers: 32 bits.</summary>
    public const int Handlers = 40;

    /// <summary>n_revalidators: 32 bits.</summary>
    public const int Revalidators = 56;

    /// <summary>dump_duration: 64 bits, milliseconds.</summary>
    public const int DumpDurationMs = 104;

    /// <summary>max_n_flows: 32 bits.</summary>
    public const int MaxFlows = 152;

    /// <summary>avg_n_flows: 32 bits.</summary>
    public const int AverageFlows = 156;

    /// <summary>flow_limit: 32 bits.</summary>
    public const int FlowLimit = 160;

    /// <summary>n_flows: 32 bits.</summary>
    public const int Flows = 164;
}
