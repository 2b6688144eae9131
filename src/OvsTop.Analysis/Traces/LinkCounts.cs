namespace OvsTop.Analysis.Traces;

/// <summary>Rounds by how they are tied to the one before.</summary>
public sealed class LinkCounts
{
    private readonly long[] _counts = new long[(int)LinkClass.Lost + 1];

    /// <summary>Copies counts by class.</summary>
    public LinkCounts(IReadOnlyList<long> counts)
    {
        for (int i = 0; i < counts.Count; i++)
        {
            _counts[i] = counts[i];
        }
    }

    /// <summary>Rounds of a class.</summary>
    public long this[LinkClass link] => _counts[(int)link];
}
