using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis;

/// <summary>Recognises one thing. Pure: the same snapshots give the same finding. No evidence, no finding.</summary>
internal interface IDiagnosisRule
{
    /// <summary>Id of its finding.</summary>
    string Id { get; }

    /// <summary>What it looks at, for the sentence that says what is not known.</summary>
    string Evidence { get; }

    /// <summary>Whether that is known at all.</summary>
    bool IsKnown(Snapshot now);

    /// <summary>The finding, or null.</summary>
    /// <param name="now">The tick, all packets.</param>
    /// <param name="recent">Ticks before it, oldest first.</param>
    /// <param name="thresholds">From where on.</param>
    Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds);
}
