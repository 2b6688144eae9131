using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;

namespace OvsTop.Analysis.Traces;

/// <summary>One round of a packet: an upcall and what was made of it. Immutable.</summary>
public sealed record TraceRound
{
    /// <summary>1, 2, 3, ... over all packets.</summary>
    public required long Number { get; init; }

    /// <summary>Thread that handled it.</summary>
    public required uint Tid { get; init; }

    /// <summary>Its name. Untrusted text.</summary>
    public required string Handler { get; init; }

    /// <summary>Miss or action upcall.</summary>
    public UpcallType Type { get; init; }

    /// <summary>Recirculation id of the key; 0 for packets from a port.</summary>
    public uint RecircId { get; init; }

    /// <summary>Flow key attributes as received.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>First bytes of the packet.</summary>
    public required ReadOnlyMemory<byte> Packet { get; init; }

    /// <summary>Length of the whole packet.</summary>
    public uint PacketLength { get; init; }

    /// <summary>Datapath actions of the put or execute; null when neither was seen.</summary>
    public ReadOnlyMemory<byte>? Actions { get; init; }

    /// <summary>Numbers of these actions.</summary>
    public required ActionNumbering Numbering { get; init; }

    /// <summary>True when key or actions were longer than what was kept: text made of them ends early, and nothing is replayed.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The flow that was put; null when none was, or it has no id.</summary>
    public Ufid? Ufid { get; init; }

    /// <summary>A flow was put.</summary>
    public bool HasPut { get; init; }

    /// <summary>The packet was executed.</summary>
    public bool HasExecute { get; init; }

    /// <summary>Executed in pieces because the datapath cannot do all of it (dpif_execute_with_help, lib/dpif.c).</summary>
    public bool IsHelped { get; init; }

    /// <summary>The kernel sent an upcall out of this round's execute that no handler received.</summary>
    public bool ChildLost { get; init; }

    /// <summary>How it is tied to the round before.</summary>
    public LinkClass Link { get; init; }

    /// <summary>What that rests on.</summary>
    public LinkReason Reason { get; init; }

    /// <summary>Rounds that could be the parent; 0 when the question did not arise.</summary>
    public int Candidates { get; init; }

    /// <summary>Number of the parent round; 0 none.</summary>
    public long Parent { get; init; }

    /// <summary>The life of the flow that it put, for <see cref="TraceEngine.StoryOf"/>; 0 none.</summary>
    public long Story { get; init; }

    /// <summary>It did not pass the filter itself.</summary>
    public bool IsRelated { get; init; }

    /// <summary>Recirculation ids that cached flows handled between the parent and this round.</summary>
    public IReadOnlyList<uint> Skipped { get; init; } = [];

    /// <summary>Rounds without an upcall right before this one, with the flows that can have handled them; <see cref="CachedRound.LeadsTo"/> tells levels apart.</summary>
    public IReadOnlyList<CachedRound> Cached { get; init; } = [];

    /// <summary>CLOCK_MONOTONIC of recv_upcall.</summary>
    public required ulong RecvNs { get; init; }

    /// <summary>kernel upcall -> recv; null when one is unknown.</summary>
    public double? QueueUs { get; init; }

    /// <summary>recv -> next recv or first operation: an upper bound of the translation.</summary>
    public double? TranslateUs { get; init; }

    /// <summary>put built -> kernel entry.</summary>
    public double? WaitPutUs { get; init; }

    /// <summary>kernel entry -> return of the put.</summary>
    public double? KernelPutUs { get; init; }

    /// <summary>execute built -> kernel entry.</summary>
    public double? WaitExecuteUs { get; init; }

    /// <summary>kernel entry -> return of the execute, later rounds' upcalls included.</summary>
    public double? KernelExecuteUs { get; init; }

    /// <summary>errno of the put, positive; 0 none.</summary>
    public int PutErrno { get; init; }

    /// <summary>errno of the execute, positive; 0 none.</summary>
    public int ExecuteErrno { get; init; }

    /// <summary>The key as <c>ofproto/trace</c> takes it.</summary>
    public string TraceKey => FlowKeyFormatter.ToText(Key.Span, style: KeyStyle.Trace);

    /// <summary>The key as <c>dpctl/dump-flows -m</c> prints it.</summary>
    public string KeyText => FlowKeyFormatter.ToText(Key.Span);

    /// <summary>The actions as <c>dpctl/dump-flows</c> prints them; null when there are none.</summary>
    public string? ActionsText => Actions is { } actions ? ActionFormatter.ToText(actions.Span, Numbering) : null;
}
