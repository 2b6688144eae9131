using OvsTop.Model;
using OvsTop.Model.Flows;

namespace OvsTop.Analysis.Traces;

/// <summary>Flows of one recirculation id and conntrack state whose actions lead to an id: what handles a packet that makes no upcall there.</summary>
internal sealed class LeadingFlow
{
    /// <summary>Recirculation id of their keys.</summary>
    public uint RecircId;

    /// <summary>Conntrack and hash fields of the key of the latest of them.</summary>
    public CtStates CtState;

    public ushort CtZone;
    public uint CtMark, DpHash;
    public UInt128 CtLabels;

    /// <summary>The latest of them, if it has an id.</summary>
    public Ufid Ufid;

    public bool HasUfid;

    /// <summary>How many were put, the latest put again not counted again.</summary>
    public int Flows;

    /// <summary>CLOCK_MONOTONIC of the first put.</summary>
    public ulong FirstNs;
}
