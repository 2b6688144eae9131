using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>
/// OpenFlow 1.0 names the addresses of ARP after those of IP. Beside <c>arp</c>, as ovs-ofctl does, <c>nw_src</c>, <c>nw_dst</c> and
/// <c>nw_proto</c> become <c>arp_spa</c>, <c>arp_tpa</c> and <c>arp_op</c>.
/// </summary>
internal static class ArpNames
{
    /// <summary>Renames the fields beside <c>arp</c>.</summary>
    public static Expr Rewrite(Expr expr) => Rewrite(expr, false);

    private static Expr Rewrite(Expr expr, bool isArp)
    {
        switch (expr)
        {
            case Junction junction:
                bool isArpHere = isArp || (junction.IsAnd && junction.Parts.Any(IsArp));
                var parts = junction.Parts.Select(p => Rewrite(p, isArpHere)).ToArray();
                return parts.SequenceEqual(junction.Parts) ? junction : junction.IsAnd ? Junction.All(parts) : Junction.Any(parts);
            case Negation negation:
                return new Negation(Rewrite(negation.Part, isArp)) { Span = negation.Span };
            case FieldTest test when isArp && Renamed(test.Field.Id) is { } id:
                var field = FilterFields.Of(id);
                return test.IsSet
                    ? new FieldTest(field, 0, [.. test.Values.Select(v => Widen(test.Field, field, v))]) { Span = test.Span }
                    : new FieldTest(field, 0, test.Op, Widen(test.Field, field, test.Values[0])) { Span = test.Span };
            default:
                return expr;
        }
    }

    private static bool IsArp(Expr expr) => expr switch
    {
        ProtocolTest test => test.Protocol.Kind.EthType is 0x0806 or 0x8035,
        FieldTest { Field.Id: FieldId.DlType, Op: CompareOp.Equal, IsSet: false, Values: [{ UpTo: null } value] } =>
            value.Mask == 0xffff && (value.Value == 0x0806 || value.Value == 0x8035),
        _ => false,
    };

    private static FieldId? Renamed(FieldId id) => id switch
    {
        FieldId.NwSrc => FieldId.ArpSpa,
        FieldId.NwDst => FieldId.ArpTpa,
        FieldId.NwProto => FieldId.ArpOp,
        _ => null,
    };

    private static FilterValue Widen(FilterField from, FilterField to, FilterValue value) =>
        value.UpTo is { } upTo ? FilterValue.Range(value.Value, upTo, to.FullMask)
        : value.Mask == from.FullMask ? FilterValue.Masked(value.Value, to.FullMask)
        : value;
}
