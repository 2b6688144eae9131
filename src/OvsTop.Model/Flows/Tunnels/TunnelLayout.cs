namespace OvsTop.Model.Flows;

/// <summary>Payload lengths of tunnel attributes (ovs_tun_key_attr_lens in lib/odp-util.c).</summary>
internal static class TunnelLayout
{
    /// <summary>The length is not fixed.</summary>
    public const int Variable = -1;

    /// <summary>First attribute number this table does not know.</summary>
    public const int Count = 17;

    private static ReadOnlySpan<sbyte> Lengths => [8, 4, 4, 1, 1, 0, 0, 0, Variable, 2, 2, Variable, 16, 16, Variable, Variable, Variable];

    /// <summary>Payload bytes, or <see cref="Variable"/>.</summary>
    public static int LengthOf(TunnelAttr type) => (uint)type < Count ? Lengths[(int)type] : Variable;
}
