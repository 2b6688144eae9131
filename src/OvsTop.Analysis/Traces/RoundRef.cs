namespace OvsTop.Analysis.Traces;

/// <summary>A round that may have been evicted since.</summary>
/// <param name="Round">Where it was.</param>
/// <param name="Number">Which it was.</param>
internal readonly record struct RoundRef(Round? Round, long Number)
{
    /// <summary>The round, or null when there was none or it is gone.</summary>
    public Round? Value => Round?.Number == Number ? Round : null;

    /// <summary>Refers to a round as it is now.</summary>
    public static RoundRef To(Round round) => new(round, round.Number);
}
