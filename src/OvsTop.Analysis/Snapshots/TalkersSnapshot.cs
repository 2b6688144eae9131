using OvsTop.Model.Talkers;

namespace OvsTop.Analysis.Snapshots;

/// <summary>View 5: who causes upcalls, by every dimension that is counted.</summary>
public sealed record TalkersSnapshot
{
    /// <summary>Nothing is counted.</summary>
    public static TalkersSnapshot Empty { get; } = new();

    /// <summary>The dimensions that are counted, in the order of their numbers.</summary>
    public IReadOnlyList<TalkerList> Lists { get; init; } = [];

    /// <summary>The list of a dimension; null when it is not counted.</summary>
    public TalkerList? Find(TalkerDimension dimension)
    {
        for (int i = 0; i < Lists.Count; i++)
        {
            if (Lists[i].Dimension == dimension)
            {
                return Lists[i];
            }
        }

        return null;
    }
}
