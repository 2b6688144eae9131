namespace OvsTop.Model.Traces;

/// <summary>Traces that the daemon itself takes of upcalls, where it can: a source beside replays, in the background.</summary>
public interface IDaemonTracer
{
    /// <summary>What is to be said about it, in one line; empty when this daemon has nothing of the kind. Untrusted text.</summary>
    string Note { get; }

    /// <summary>
    /// The trace of the round that was replayed so: the daemon has traced the same flow, as it writes it, with the same datapath actions. Null when
    /// there is none.
    /// </summary>
    DaemonTrace? Find(TraceReply replay);
}
