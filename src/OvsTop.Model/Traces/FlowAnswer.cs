namespace OvsTop.Model.Traces;

/// <summary>What the daemon says about a flow of the datapath when it is asked. All text is untrusted.</summary>
public sealed record FlowAnswer
{
    /// <summary>The flow.</summary>
    public required Ufid Ufid { get; init; }

    /// <summary>The rules behind it now, <c>ofproto/detrace</c>; null while there is no answer.</summary>
    public IReadOnlyList<FlowRule>? Rules { get; init; }

    /// <summary>Why there are no rules, or that they are still being asked for; empty when there are.</summary>
    public string RulesProblem { get; init; } = "";

    /// <summary>The flow as the datapath has it now, <c>dpctl/get-flow</c>: mask, statistics and actions in one line; null while there is no answer.</summary>
    public string? Flow { get; init; }

    /// <summary>Why there is no such line; empty when there is.</summary>
    public string FlowProblem { get; init; } = "";

    /// <summary>True while further tries follow.</summary>
    public bool IsPending { get; init; }
}
