namespace OvsTop.Model.Flows;

/// <summary>The tunnel attributes that are one plain field.</summary>
internal static class TunnelTable
{
    /// <summary>Attribute and field, in the order of the numbers.</summary>
    public static readonly (TunnelAttr Attr, FieldInfo Field)[] Fields =
    [
        (TunnelAttr.Id, new("tun_id", FieldKind.TunnelId, 0)),
        (TunnelAttr.Ipv4Source, new("src", FieldKind.Ipv4, 0)),
        (TunnelAttr.Ipv4Destination, new("dst", FieldKind.Ipv4, 0)),
        (TunnelAttr.Tos, new("tos", FieldKind.U8Hex, 0)),
        (TunnelAttr.Ttl, new("ttl", FieldKind.U8, 0)),
        (TunnelAttr.SourcePort, new("tp_src", FieldKind.Be16, 0)),
        (TunnelAttr.DestinationPort, new("tp_dst", FieldKind.Be16, 0)),
        (TunnelAttr.Ipv6Source, new("ipv6_src", FieldKind.Ipv6, 0)),
        (TunnelAttr.Ipv6Destination, new("ipv6_dst", FieldKind.Ipv6, 0)),
    ];

    private static readonly FieldInfo?[] ByNumber = Index();

    /// <summary>The field of a plain attribute, or null.</summary>
    public static FieldInfo? Find(TunnelAttr type) => (int)type < TunnelLayout.Count ? ByNumber[(int)type] : null;

    private static FieldInfo?[] Index()
    {
        var index = new FieldInfo?[TunnelLayout.Count];
        foreach (var (attr, field) in Fields)
        {
            index[(int)attr] = field;
        }

        return index;
    }
}
