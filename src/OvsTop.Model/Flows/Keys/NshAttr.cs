namespace OvsTop.Model.Flows;

/// <summary>Parts of <see cref="KeyAttr.Nsh"/> and of a push_nsh action: <c>enum ovs_nsh_key_attr</c>.</summary>
public enum NshAttr : ushort
{
    /// <summary>Flags, TTL, MD type, next protocol and be32 path header, 8 bytes.</summary>
    Base = 1,

    /// <summary>Four be32 contexts, 16 bytes.</summary>
    Md1 = 2,

    /// <summary>Variable-length metadata; only in push_nsh.</summary>
    Md2 = 3,
}
