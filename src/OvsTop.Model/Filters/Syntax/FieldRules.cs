using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>Values with a meaning of their own.</summary>
internal static class FieldRules
{
    private static readonly FilterField VlanTci = FilterFields.Of(FieldId.VlanTci);

    /// <summary>OpenFlow 1.0 writes "no VLAN tag" as <c>dl_vlan=0xffff</c>; as a tag it is <c>vlan_tci=0</c>.</summary>
    public static bool IsNoVlan(FieldRef reference, string value) =>
        reference.Field.Id is FieldId.DlVlan && value is "0xffff" or "0xFFFF" or "65535";

    /// <summary>The test for packets without a VLAN tag.</summary>
    public static FieldTest NoVlan(CompareOp op, TextSpan span) =>
        new(VlanTci, 0, op, FilterValue.Masked(0, VlanTci.FullMask)) { Span = span };
}
