namespace OvsTop.Model.Traces;

/// <summary>What a line of a translation is (enum oftrace_node_type, ofproto/ofproto-dpif-trace.h).</summary>
public enum TraceNodeKind
{
    /// <summary>A bridge is entered: <c>bridge("br0")</c>.</summary>
    Bridge,

    /// <summary>A table lookup with the rule it found, or that it found none.</summary>
    Table,

    /// <summary>An OpenFlow action.</summary>
    Action,

    /// <summary>What came of an action: <c> -> ...</c>.</summary>
    Detail,

    /// <summary>Something looks wrong: <c> >> ...</c>.</summary>
    Warning,

    /// <summary>Something is wrong: <c> >>>> ... &lt;&lt;&lt;&lt;</c>.</summary>
    Error,

    /// <summary>A bucket of a group.</summary>
    Bucket,

    /// <summary>State restored after a recirculation.</summary>
    Thaw,
}
