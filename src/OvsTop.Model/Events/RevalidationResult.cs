namespace OvsTop.Model.Events;

/// <summary>enum reval_result (ofproto/ofproto-dpif-upcall.c).</summary>
public enum RevalidationResult
{
    /// <summary>The flow stays.</summary>
    Keep = 0,

    /// <summary>The flow is deleted.</summary>
    Delete = 1,

    /// <summary>The flow's actions are replaced.</summary>
    Modify = 2,
}
