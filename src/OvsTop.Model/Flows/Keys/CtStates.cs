namespace OvsTop.Model.Flows;

/// <summary>Bits of ct_state: <c>OVS_CS_F_*</c> of linux/openvswitch.h.</summary>
[Flags]
public enum CtStates : uint
{
    /// <summary>Not tracked yet.</summary>
    None = 0,

    /// <summary><c>new</c>: beginning of a connection.</summary>
    New = 0x01,

    /// <summary><c>est</c>: part of a committed connection.</summary>
    Established = 0x02,

    /// <summary><c>rel</c>: related to a committed connection.</summary>
    Related = 0x04,

    /// <summary><c>rpl</c>: in the reply direction.</summary>
    Reply = 0x08,

    /// <summary><c>inv</c>: the tracker could not place the packet.</summary>
    Invalid = 0x10,

    /// <summary><c>trk</c>: went through the tracker.</summary>
    Tracked = 0x20,

    /// <summary><c>snat</c>: source was translated.</summary>
    SourceNat = 0x40,

    /// <summary><c>dnat</c>: destination was translated.</summary>
    DestinationNat = 0x80,
}
