namespace OvsTop.Model.Facts;

/// <summary>The counters of <c>coverage/show</c> that say something about the slow path; the other hundred are not kept.</summary>
public static class CoverageNames
{
    /// <summary>COVERAGE_DEFINE names of ofproto-dpif-upcall.c, ofproto-dpif-xlate.c, dpif.c, netlink-socket.c and unixctl.c.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "upcall_flow_limit_hit", "upcall_flow_limit_kill", "upcall_flow_limit_grew", "upcall_flow_limit_reduced", "upcall_flow_limit_scaled",
        "upcall_ukey_contention", "upcall_ukey_replace", "ukey_replace_contention", "ukey_dp_change", "ukey_invalid_stat_reset",
        "handler_duplicate_upcall", "revalidate_missed_dp_flow", "revalidate_missing_dp_flow",
        "dumped_duplicate_flow", "dumped_new_flow", "dumped_inconsistent_flow",
        "dpif_flow_put", "dpif_flow_put_error", "dpif_flow_del", "dpif_flow_del_error", "dpif_execute", "dpif_execute_error", "dpif_execute_with_help",
        "datapath_drop_upcall_error", "xlate_actions", "xlate_actions_oversize", "xlate_actions_too_many_output",
        "netlink_overflow", "netlink_sent", "netlink_received", "unixctl_received", "unixctl_replied",
    ];

    private static readonly HashSet<string> Known = [.. All];

    /// <summary>True for a counter that is kept.</summary>
    public static bool Contains(string name) => Known.Contains(name);
}
