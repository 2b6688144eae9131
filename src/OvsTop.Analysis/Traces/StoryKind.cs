namespace OvsTop.Analysis.Traces;

/// <summary>What happened to a flow.</summary>
public enum StoryKind
{
    /// <summary>It was installed.</summary>
    Put,

    /// <summary>Revalidators looked at it and kept it.</summary>
    Keep,

    /// <summary>A revalidator, or a second put, changed its actions.</summary>
    Modify,

    /// <summary>A revalidator decided to delete it: <see cref="StoryRun.Reason"/>.</summary>
    Condemned,

    /// <summary>It was deleted.</summary>
    Delete,
}
