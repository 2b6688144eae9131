namespace OvsTop.Model.Sources;

/// <summary>Why nothing comes after a batch for a while: who samples may show what there is of the interval.</summary>
public enum Rest
{
    /// <summary>More comes.</summary>
    None,

    /// <summary>A place that was gone to is reached. Time may go on from here.</summary>
    Place,

    /// <summary>The end of a recording that is kept open to go back in; what comes next is marked by <see cref="ProbeBatch.Discontinuity"/>.</summary>
    End,
}
