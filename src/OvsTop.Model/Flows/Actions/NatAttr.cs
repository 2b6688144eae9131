namespace OvsTop.Model.Flows;

/// <summary>Parts of <see cref="CtAttr.Nat"/>: <c>enum ovs_nat_attr</c>.</summary>
public enum NatAttr : ushort
{
    /// <summary>Flag <c>src</c>.</summary>
    Source = 1,

    /// <summary>Flag <c>dst</c>.</summary>
    Destination = 2,

    /// <summary>First address, 4 or 16 bytes.</summary>
    IpMin = 3,

    /// <summary>Last address, as long as the first.</summary>
    IpMax = 4,

    /// <summary>First port, u16 in host order.</summary>
    ProtoMin = 5,

    /// <summary>Last port, u16 in host order.</summary>
    ProtoMax = 6,

    /// <summary>Flag <c>persistent</c>.</summary>
    Persistent = 7,

    /// <summary>Flag <c>hash</c>.</summary>
    ProtoHash = 8,

    /// <summary>Flag <c>random</c>.</summary>
    ProtoRandom = 9,
}
