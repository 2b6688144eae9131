namespace OvsTop.Analysis.Traces;

/// <summary>
/// Which recirculation ids the flows of one id lead to, learnt from every put. Says what rounds may follow each other, also through rounds that
/// the datapath handled by itself.
/// </summary>
internal sealed class RecircGraph
{
    /// <summary>Edges kept; at the limit all is forgotten and learnt anew, and <see cref="Forgotten"/> counts it.</summary>
    public const int MaxEdges = 65_536;

    /// <summary>Longest way through cached rounds.</summary>
    private const int MaxDepth = 8;

    /// <summary>Ids looked at in one search.</summary>
    private const int MaxVisited = 512;

    private readonly Dictionary<uint, List<uint>> _edges = [];
    private readonly List<(uint Id, int From, int Depth)> _visited = [];
    private readonly HashSet<uint> _seen = [];
    private int _count;

    /// <summary>How often the limit was met.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Forgets all: another daemon has other ids.</summary>
    public void Clear()
    {
        _edges.Clear();
        _count = 0;
    }

    /// <summary>Learns from a flow: packets with one id get others.</summary>
    public void Learn(uint id, List<uint> emits)
    {
        if (emits.Count == 0)
        {
            return;
        }

        if (_count >= MaxEdges)
        {
            Clear();
            Forgotten++;
        }

        if (!_edges.TryGetValue(id, out var known))
        {
            known = new List<uint>(emits.Count);
            _edges.Add(id, known);
        }

        foreach (uint next in emits)
        {
            if (!known.Contains(next))
            {
                known.Add(next);
                _count++;
            }
        }
    }

    /// <summary>The shortest way from one of the ids that a round emits to an id.</summary>
    /// <param name="emits">Where to start.</param>
    /// <param name="claimed">A bit per start that may not be used.</param>
    /// <param name="target">Where to.</param>
    /// <param name="skipped">Receives the ids in between, in their order; may be null.</param>
    /// <returns>The index of the start, or -1 if there is no way.</returns>
    public int Find(List<uint> emits, ulong claimed, uint target, List<uint>? skipped)
    {
        for (int i = 0; i < emits.Count; i++)
        {
            if (emits[i] == target && !IsClaimed(claimed, i))
            {
                return i;
            }
        }

        for (int i = 0; i < emits.Count; i++)
        {
            if (!IsClaimed(claimed, i) && Search(emits[i], target) is var end and >= 0)
            {
                for (int at = end; at >= 0 && skipped is not null; at = _visited[at].From)
                {
                    skipped.Insert(0, _visited[at].Id);
                }

                return i;
            }
        }

        return -1;
    }

    private static bool IsClaimed(ulong claimed, int index) => index >= 64 || (claimed >> index & 1) != 0;

    /// <summary>Breadth first; gives the place of the last id before the target, or -1.</summary>
    private int Search(uint start, uint target)
    {
        _visited.Clear();
        _seen.Clear();
        _visited.Add((start, -1, 1));
        _seen.Add(start);
        for (int i = 0; i < _visited.Count && _visited.Count < MaxVisited; i++)
        {
            var (id, _, depth) = _visited[i];
            if (!_edges.TryGetValue(id, out var next))
            {
                continue;
            }

            foreach (uint successor in next)
            {
                if (successor == target)
                {
                    return i;
                }

                if (depth < MaxDepth && _seen.Add(successor))
                {
                    _visited.Add((successor, i, depth + 1));
                }
            }
        }

        return -1;
    }
}
