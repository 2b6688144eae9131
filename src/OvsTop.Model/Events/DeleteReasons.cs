namespace OvsTop.Model.Events;

/// <summary>Names of delete reasons as users and reports write them.</summary>
public static class DeleteReasons
{
    private static readonly string[] Names =
    [
        "NONE", "AVOID_CACHING", "BAD_ODP_FIT", "FLOW_IDLE", "FLOW_LIMIT", "FLOW_WILDCARDED", "NO_OFPROTO", "PURGE",
        "TOO_EXPENSIVE", "UPDATE_FAIL", "XLATION_ERROR", "FLOW_MISSING_DP",
    ];

    /// <summary>Reasons with a name.</summary>
    public static int Known => Names.Length;

    /// <summary>The reason without its FDR_ prefix, e.g. <c>FLOW_IDLE</c>; <c>REASON_n</c> for one newer than this program.</summary>
    public static string Name(int reason) => (uint)reason < (uint)Names.Length ? Names[reason] : $"REASON_{reason}";
}
