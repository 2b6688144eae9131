using OvsTop.Model.Events;

namespace OvsTop.Recording.Retis;

/// <summary>A kernel upcall whose recv_upcall is still to come.</summary>
/// <param name="header">Of the ovs_dp_upcall.</param>
/// <param name="comm">Thread it happened in.</param>
internal sealed class KernelUpcall(EventHeader header, string comm)
{
    /// <summary>Of the ovs_dp_upcall.</summary>
    public EventHeader Header { get; } = header;

    /// <summary>Thread it happened in.</summary>
    public string Comm { get; } = comm;

    /// <summary>Its return, once it was seen.</summary>
    public EventHeader? Return { get; set; }

    /// <summary>Its enqueue event was written: the return can follow at once.</summary>
    public bool Enqueued { get; set; }
}
