namespace OvsTop.Model.Traces;

/// <summary>Why a round could not be replayed.</summary>
public enum TraceRefusal
{
    /// <summary>It was.</summary>
    None = 0,

    /// <summary>The recirculation id of the key no longer exists: its flows are gone.</summary>
    Expired,

    /// <summary>
    /// ovs-vswitchd did not take the key. It says <c>unknown bridge</c> for every mistake in a flow (parse_flow_and_packet frees the real error,
    /// ofproto/ofproto-dpif-trace.c).
    /// </summary>
    KeyNotTaken,

    /// <summary>The datapath is not there (any more).</summary>
    NoDatapath,

    /// <summary>The key's port is not there (any more).</summary>
    NoPort,

    /// <summary>Anything else.</summary>
    Other,
}
