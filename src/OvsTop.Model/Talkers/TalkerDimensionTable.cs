namespace OvsTop.Model.Talkers;

/// <summary>All dimensions, by number.</summary>
public static class TalkerDimensionTable
{
    /// <summary>Number of dimensions (OVSTOP_TALKER_DIMENSIONS).</summary>
    public const int Count = 10;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TalkerDimensionInfo> All { get; } =
    [
        new(TalkerDimension.InPort, "in_port", "in_port"),
        new(TalkerDimension.EthType, "eth_type", "Ethernet type"),
        new(TalkerDimension.IpProto, "ip_proto", "IP protocol"),
        new(TalkerDimension.RecircId, "recirc_id", "recirc_id"),
        new(TalkerDimension.CtState, "ct_state", "ct_state"),
        new(TalkerDimension.UpcallType, "upcall_type", "upcall type"),
        new(TalkerDimension.Source, "source", "source address"),
        new(TalkerDimension.Destination, "destination", "destination address"),
        new(TalkerDimension.Flow, "flow", "5-tuple"),
        new(TalkerDimension.TunnelSource, "tunnel_source", "tunnel source"),
    ];

    /// <summary>The order of the screen: what is asked most often first.</summary>
    public static IReadOnlyList<TalkerDimension> ByUsefulness { get; } =
    [
        TalkerDimension.InPort, TalkerDimension.Source, TalkerDimension.Flow, TalkerDimension.Destination, TalkerDimension.IpProto, TalkerDimension.EthType,
        TalkerDimension.RecircId, TalkerDimension.CtState, TalkerDimension.TunnelSource, TalkerDimension.UpcallType,
    ];

    /// <summary>The set of one dimension.</summary>
    public static TalkerDimensions Alone(this TalkerDimension dimension) => (TalkerDimensions)(1u << (int)dimension);

    /// <summary>True when a set holds a dimension.</summary>
    public static bool Has(this TalkerDimensions dimensions, TalkerDimension dimension) => (dimensions & dimension.Alone()) != 0;

    /// <summary>The row of a dimension.</summary>
    public static TalkerDimensionInfo Info(this TalkerDimension dimension) => All[(int)dimension];

    /// <summary>The set of comma-separated names; <c>all</c> and <c>none</c> are sets, too. Null when there is another word in it.</summary>
    public static TalkerDimensions? Parse(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names is "all" or "none")
        {
            return names == "all" ? TalkerDimensions.All : TalkerDimensions.None;
        }

        var set = TalkerDimensions.None;
        foreach (string name in names.Split(','))
        {
            if (All.FirstOrDefault(info => info.Name == name.Trim()) is not { } info)
            {
                return null;
            }

            set |= info.Dimension.Alone();
        }

        return set;
    }
}
