namespace OvsTop.Model.Flows;

/// <summary>Payload lengths of key and mask attributes (ovs_flow_key_attr_lens in lib/odp-util.c).</summary>
internal static class KeyLayout
{
    /// <summary>The length is not fixed: nested or unknown.</summary>
    public const int Variable = -1;

    /// <summary>Any multiple of four bytes: an MPLS label stack.</summary>
    public const int Labels = -2;

    /// <summary>First attribute number Open vSwitch does not know.</summary>
    public const int Count = 32;

    private static ReadOnlySpan<sbyte> Lengths =>
    [
        0, Variable, 4, 4, 12, 2, 2, 12, 40, 4, 4, 2, 2, 24, 28, 4, Variable, 4, 2, 4, 4,
        Labels, 4, 2, 4, 16, 16, 40, Variable, 4, 8, 0,
    ];

    /// <summary>Payload bytes, or <see cref="Variable"/> or <see cref="Labels"/>.</summary>
    public static int LengthOf(KeyAttr type) => (uint)type < Count ? Lengths[(int)type] : Variable;

    /// <summary>True if an attribute of this type may have this many payload bytes.</summary>
    public static bool IsValid(KeyAttr type, int length)
    {
        int expected = LengthOf(type);
        return expected == length || expected == Variable || expected == Labels && length > 0 && (length & 3) == 0;
    }
}
