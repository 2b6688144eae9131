namespace OvsTop.Model.Talkers;

/// <summary>What the value of a <see cref="TalkerKey"/> is (enum ovstop_talker_kind).</summary>
public enum TalkerKind
{
    /// <summary>The packet has no such thing: no port, no IP, no tunnel.</summary>
    None = 0,

    /// <summary>A number.</summary>
    Number = 1,

    /// <summary>IPv4.</summary>
    Ipv4 = 2,

    /// <summary>IPv6.</summary>
    Ipv6 = 3,

    /// <summary>ARP: its IPv4 addresses.</summary>
    Arp = 4,

    /// <summary>Neither IP nor ARP: Ethernet addresses.</summary>
    Mac = 5,

    /// <summary>The key could not be read whole.</summary>
    Unreadable = 6,
}
