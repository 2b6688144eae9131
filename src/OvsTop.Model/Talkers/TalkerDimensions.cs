namespace OvsTop.Model.Talkers;

/// <summary>A set of <see cref="TalkerDimension"/>: each that is counted costs a map update per upcall.</summary>
[Flags]
public enum TalkerDimensions : uint
{
    /// <summary>Nothing is counted.</summary>
    None = 0,

    /// <summary>What is counted unless told otherwise.</summary>
    InPort = 1 << TalkerDimension.InPort,

    /// <summary>What recordings and batch output count unless told otherwise.</summary>
    Recorded = InPort | (1 << TalkerDimension.Source) | (1 << TalkerDimension.Flow),

    /// <summary>Everything.</summary>
    All = (1 << TalkerDimensionTable.Count) - 1,
}
