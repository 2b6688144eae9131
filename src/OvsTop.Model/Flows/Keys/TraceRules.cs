namespace OvsTop.Model.Flows;

/// <summary>What the daemon's own parser of flow keys takes (parse_odp_key_mask_attr__ in lib/odp-util.c); the rest must not be sent to <c>ofproto/trace</c>.</summary>
internal static class TraceRules
{
    /// <summary>FLOW_MAX_MPLS_LABELS.</summary>
    private const int MaxLabels = 3;

    /// <summary>True if the attribute may be part of the flow given to <c>ofproto/trace</c>.</summary>
    public static bool Takes(KeyAttr type, int length) =>
        type is > KeyAttr.Unspec and < KeyAttr.TunnelInfo && KeyLayout.IsValid(type, length) && (type != KeyAttr.Mpls || length <= 4 * MaxLabels);
}
