namespace OvsTop.Model.Flows;

/// <summary>Parts of a <c>ct</c> action: <c>enum ovs_ct_attr</c>.</summary>
public enum CtAttr : ushort
{
    /// <summary>Flag <c>commit</c>.</summary>
    Commit = 1,

    /// <summary>u16.</summary>
    Zone = 2,

    /// <summary>u32 value and mask.</summary>
    Mark = 3,

    /// <summary>128-bit value and mask.</summary>
    Labels = 4,

    /// <summary>Name with its terminating zero.</summary>
    Helper = 5,

    /// <summary>Nested <see cref="NatAttr"/>.</summary>
    Nat = 6,

    /// <summary>Flag <c>force_commit</c>.</summary>
    ForceCommit = 7,

    /// <summary>u32 mask of IPCT_* events; dpctl does not print it.</summary>
    EventMask = 8,

    /// <summary>Name of a timeout policy with its terminating zero.</summary>
    Timeout = 9,
}
