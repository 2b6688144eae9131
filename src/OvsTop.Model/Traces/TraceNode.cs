namespace OvsTop.Model.Traces;

/// <summary>A line of a translation and what it led to.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The line without indentation and marks. Untrusted text.</param>
/// <param name="Children">
/// What it led to. A table's lookup hangs below the action that asked for it, although ovs-vswitchd prints it beside that action.
/// </param>
public sealed record TraceNode(TraceNodeKind Kind, string Text, IReadOnlyList<TraceNode> Children)
{
    /// <summary>The rule of a table lookup; null for other lines.</summary>
    public TraceRule? Rule { get; init; }

    /// <summary>This node and all below it, in the order of the reply.</summary>
    public IEnumerable<TraceNode> All()
    {
        // Tail calls nest a long pipeline hundreds deep: no recursion.
        var open = new Stack<TraceNode>([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (int i = node.Children.Count - 1; i >= 0; i--)
            {
                open.Push(node.Children[i]);
            }
        }
    }
}
