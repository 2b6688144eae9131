namespace OvsTop.Model.Talkers;

/// <summary>What upcalls are counted by (enum ovstop_talker_dimension in ovstop.h); <see cref="TalkerDimensionTable"/> has the names.</summary>
public enum TalkerDimension
{
    /// <summary>Datapath port.</summary>
    InPort = 0,

    /// <summary>Ethernet type, behind VLAN tags.</summary>
    EthType = 1,

    /// <summary>IP protocol.</summary>
    IpProto = 2,

    /// <summary>Recirculation id.</summary>
    RecircId = 3,

    /// <summary>Connection tracking state.</summary>
    CtState = 4,

    /// <summary>Miss or action.</summary>
    UpcallType = 5,

    /// <summary>Source: IPv4, IPv6, ARP sender, or MAC of everything else.</summary>
    Source = 6,

    /// <summary>Destination, in the same way.</summary>
    Destination = 7,

    /// <summary>5-tuple; ICMP type and code instead of ports; addresses and operation of ARP; MACs and Ethernet type of everything else.</summary>
    Flow = 8,

    /// <summary>Source address of the tunnel that the packet came through.</summary>
    TunnelSource = 9,
}
