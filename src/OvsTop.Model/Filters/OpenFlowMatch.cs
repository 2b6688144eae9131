using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters;

/// <summary>The part of a filter that ovs-ofctl could read: a match that lets through at least what the filter does.</summary>
public static class OpenFlowMatch
{
    /// <summary>lib/ofp-match.c, lib/flow.c: the protocol words of a match.</summary>
    private static readonly HashSet<string> Protocols =
        ["ip", "ipv6", "icmp", "icmp6", "tcp", "tcp6", "udp", "udp6", "sctp", "sctp6", "arp", "rarp", "mpls", "mplsm"];

    /// <summary>The match; empty when it is everything.</summary>
    public static string Of(Filter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        IReadOnlyList<Expr> parts = filter.Root switch { null => [], Junction { IsAnd: true } all => all.Parts, var one => [one] };
        return string.Join(',', parts.Select(Part).Where(part => part.Length > 0));
    }

    private static string Part(Expr part) => part switch
    {
        ProtocolTest test when Protocols.Contains(test.Protocol.Name) => test.Protocol.Name,

        // Ports of a datapath have other numbers than those of OpenFlow, and only a first round has no recirculation id.
        FieldTest { IsSet: false, Op: CompareOp.Equal, Field: { IsOpenFlow: true, Id: not (FieldId.InPort or FieldId.RecircId) } } test when test.Values[0].UpTo is null =>
            FilterPrinter.Print(test),
        _ => "",
    };
}
