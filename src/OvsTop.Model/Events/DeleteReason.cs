namespace OvsTop.Model.Events;

/// <summary>enum flow_del_reason (ofproto/ofproto-dpif-upcall.c), Open vSwitch 3.4 and newer; only ever appended to.</summary>
public enum DeleteReason
{
    /// <summary>FDR_NONE.</summary>
    None = 0,

    /// <summary>FDR_AVOID_CACHING.</summary>
    AvoidCaching = 1,

    /// <summary>FDR_BAD_ODP_FIT.</summary>
    BadOdpFit = 2,

    /// <summary>FDR_FLOW_IDLE.</summary>
    FlowIdle = 3,

    /// <summary>FDR_FLOW_LIMIT: kill all flows condition reached.</summary>
    FlowLimit = 4,

    /// <summary>FDR_FLOW_WILDCARDED: the flow needs a narrower mask.</summary>
    FlowWildcarded = 5,

    /// <summary>FDR_NO_OFPROTO: bridge not found.</summary>
    NoOfproto = 6,

    /// <summary>FDR_PURGE: user requested flow deletion.</summary>
    Purge = 7,

    /// <summary>FDR_TOO_EXPENSIVE: too expensive to revalidate.</summary>
    TooExpensive = 8,

    /// <summary>FDR_UPDATE_FAIL: datapath update failed.</summary>
    UpdateFail = 9,

    /// <summary>FDR_XLATION_ERROR: flow translation error.</summary>
    XlationError = 10,

    /// <summary>FDR_FLOW_MISSING_DP: the flow is missing from the datapath (3.4.1 and newer).</summary>
    FlowMissingDp = 11,
}
