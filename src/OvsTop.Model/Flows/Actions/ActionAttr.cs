namespace OvsTop.Model.Flows;

/// <summary>
/// Datapath actions by meaning. Up to <see cref="AddMpls"/> the value is the number on the wire in every version; above, the
/// wire number depends on the daemon and is translated by <see cref="ActionNumbering"/>.
/// </summary>
public enum ActionAttr : ushort
{
    /// <summary>Never sent.</summary>
    Unspec = 0,

    /// <summary>Datapath port, u32.</summary>
    Output = 1,

    /// <summary>Nested <see cref="UserspaceAttr"/>.</summary>
    Userspace = 2,

    /// <summary>One nested <see cref="KeyAttr"/>.</summary>
    Set = 3,

    /// <summary>be16 TPID and TCI.</summary>
    PushVlan = 4,

    /// <summary>No argument.</summary>
    PopVlan = 5,

    /// <summary>Nested: 1 = u32 probability, 2 = actions.</summary>
    Sample = 6,

    /// <summary>Recirculation id, u32.</summary>
    Recirc = 7,

    /// <summary>u32 algorithm and basis.</summary>
    Hash = 8,

    /// <summary>be32 label stack entry, be16 Ethernet type.</summary>
    PushMpls = 9,

    /// <summary>be16 Ethernet type.</summary>
    PopMpls = 10,

    /// <summary>One nested <see cref="KeyAttr"/>: value followed by mask.</summary>
    SetMasked = 11,

    /// <summary>Nested <see cref="CtAttr"/>.</summary>
    Ct = 12,

    /// <summary>u32 maximal length.</summary>
    Trunc = 13,

    /// <summary>Source and destination MAC.</summary>
    PushEth = 14,

    /// <summary>No argument.</summary>
    PopEth = 15,

    /// <summary>No argument.</summary>
    CtClear = 16,

    /// <summary>Nested <see cref="NshAttr"/>.</summary>
    PushNsh = 17,

    /// <summary>No argument.</summary>
    PopNsh = 18,

    /// <summary>Meter number, u32.</summary>
    Meter = 19,

    /// <summary>Nested actions.</summary>
    Clone = 20,

    /// <summary>Nested: 1 = u16 size, 2 = actions above it, 3 = actions up to it.</summary>
    CheckPacketLength = 21,

    /// <summary>be32 label stack entry, be16 Ethernet type, u16 flags.</summary>
    AddMpls = 22,

    /// <summary>Nested: 1 = actions for an expired TTL. 23 on the wire since 3.4.</summary>
    DecTtl = 0x100,

    /// <summary>u32 xlate_error. 25 on the wire up to 3.3, 24 since.</summary>
    Drop = 0x101,

    /// <summary>Nested: 1 = u32 group, 2 = cookie. 25 on the wire since 3.4.</summary>
    Psample = 0x102,

    /// <summary>struct ovs_action_push_tnl. 23 on the wire up to 3.3, 26 since; userspace datapath only.</summary>
    TunnelPush = 0x103,

    /// <summary>Datapath port, u32. 24 on the wire up to 3.3, 27 since; userspace datapath only.</summary>
    TunnelPop = 0x104,

    /// <summary>Bond id, u32. 26 on the wire up to 3.3, 28 since; userspace datapath only.</summary>
    LbOutput = 0x105,

    /// <summary>A number this numbering has no name for.</summary>
    Unknown = 0xffff,
}
