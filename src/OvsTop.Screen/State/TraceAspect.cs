namespace OvsTop.Screen.State;

/// <summary>Which side of the selected packet is shown.</summary>
public enum TraceAspect
{
    /// <summary>Its rounds and their pipelines.</summary>
    Tree,

    /// <summary>Its bytes and headers.</summary>
    Bytes,

    /// <summary>What an offline <c>ofproto/trace</c> says, beside what really happened.</summary>
    Offline,

    /// <summary>Beside the marked packet.</summary>
    Compare,
}
