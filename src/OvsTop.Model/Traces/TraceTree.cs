namespace OvsTop.Model.Traces;

/// <summary>
/// Puts the lines of a translation together again. oftrace_node_print_details (ofproto/ofproto-dpif-trace.c) prints a list at depth d: a node
/// with an heir to the right, and every action, detail or bucket, at d + 1 with its own list at d + 2; the last table, bridge or thaw at d with
/// its own list at d. So depth is no nesting (a tail call is not indented), but it names the list that a line stands in.
/// </summary>
internal sealed class TraceTree
{
    private readonly List<(int Depth, List<Branch> Nodes)> _lists = [(0, [])];

    /// <summary>Adds the next line.</summary>
    public void Add(TraceLine line)
    {
        bool isLast = line.Depth % 2 == 0;
        int listDepth = isLast ? line.Depth : line.Depth - 1;
        int at = _lists.FindLastIndex(list => list.Depth <= listDepth);
        _lists.RemoveRange(at + 1, _lists.Count - at - 1);
        var branch = new Branch(line);
        HomeOf(line, _lists[at].Nodes).Add(branch);
        _lists.Add((isLast ? listDepth : listDepth + 2, branch.Children));
    }

    /// <summary>The finished tree.</summary>
    public IReadOnlyList<TraceNode> ToNodes() => Finish(_lists[0].Nodes);

    /// <summary>A table or bridge that follows an action is what the action led to; so is what is said about it.</summary>
    private static List<Branch> HomeOf(TraceLine line, List<Branch> list)
    {
        bool isResult = line.Kind is TraceNodeKind.Table or TraceNodeKind.Bridge or TraceNodeKind.Detail or TraceNodeKind.Warning or TraceNodeKind.Error or TraceNodeKind.Bucket;
        return isResult && list.Count > 0 && list[^1].Line.Kind == TraceNodeKind.Action && !IsActionSet(line) ? list[^1].Children : list;
    }

    private static bool IsActionSet(TraceLine line) => line.Kind == TraceNodeKind.Table && line.Text.StartsWith('-');

    private static IReadOnlyList<TraceNode> Finish(List<Branch> roots)
    {
        // From the leaves up, without recursion: a pipeline of tail calls is as deep as it is long.
        var order = new List<Branch>(roots);
        for (int i = 0; i < order.Count; i++)
        {
            order.AddRange(order[i].Children);
        }

        for (int i = order.Count - 1; i >= 0; i--)
        {
            var line = order[i].Line;
            order[i].Node = new TraceNode(line.Kind, line.Text, [.. order[i].Children.Select(child => child.Node!)])
            {
                Rule = line.Kind == TraceNodeKind.Table ? TraceRule.TryParse(line.Text) : null,
            };
        }

        return [.. roots.Select(root => root.Node!)];
    }

    private sealed class Branch(TraceLine line)
    {
        public TraceLine Line { get; } = line;

        public List<Branch> Children { get; } = [];

        public TraceNode? Node { get; set; }
    }
}
