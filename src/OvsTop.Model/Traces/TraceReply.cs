namespace OvsTop.Model.Traces;

/// <summary>
/// One round of <c>ofproto/trace</c> (ofproto_trace__, ofproto/ofproto-dpif-trace.c): what ovs-vswitchd makes of a flow key now. What it goes on
/// to guess about later rounds is cut off. All text is untrusted.
/// </summary>
public sealed record TraceReply
{
    /// <summary>The flow as ovs-vswitchd understood the key.</summary>
    public required string Flow { get; init; }

    /// <summary>The pipeline, bridge by bridge.</summary>
    public required IReadOnlyList<TraceNode> Nodes { get; init; }

    /// <summary>The flow at the end; <c>unchanged</c> if it is the same.</summary>
    public required string FinalFlow { get; init; }

    /// <summary>What of the flow the translation depended on.</summary>
    public required string Megaflow { get; init; }

    /// <summary>The actions for the datapath; <c>drop</c> for none.</summary>
    public required string DatapathActions { get; init; }

    /// <summary>Why the flow is handled in the slow path; empty when it is not.</summary>
    public IReadOnlyList<string> SlowPath { get; init; } = [];

    /// <summary>Why the translation failed and the packet is dropped; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>True when the reply went on with rounds that ovs-vswitchd guessed.</summary>
    public bool HasGuesses { get; init; }

    /// <summary>Lines that fit nothing known, from a newer ovs-vswitchd; shown as they are.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Characters it was read from: about half of what it takes.</summary>
    public int Length { get; init; }

    /// <summary>All lines of the pipeline in the order of the reply.</summary>
    public IEnumerable<TraceNode> AllNodes => Nodes.SelectMany(node => node.All());
}
