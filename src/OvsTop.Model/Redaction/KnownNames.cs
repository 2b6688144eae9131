using System.Text.RegularExpressions;

namespace OvsTop.Model.Redaction;

/// <summary>Names that say nothing about anybody: threads of Open vSwitch and of the kernel, its datapaths and tunnel devices.</summary>
internal static partial class KnownNames
{
    /// <summary>Whether a name is one of them.</summary>
    public static bool Contains(string name) => Known().IsMatch(name);

    [GeneratedRegex(
        @"^(ovs-vswitchd|(handler|revalidator|urcu|ct_clean|monitor|dpdk_watchdog|bfd|cfm|ipf_clean|hw_offload)_?\d*|pmd-c\d+(/id:\d+)?|(swapper|ksoftirqd|kworker)/[\w:/.-]{0,15}|vhost-\d+|ovs-(system|netdev)|(genev|vxlan|gre|erspan|ip6gre|ip6erspan|bareudp)_sys(_\d+)?|lo)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
