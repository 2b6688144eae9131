namespace OvsTop.Model.Sources;

/// <summary>Where a measurement comes from on this switch.</summary>
/// <param name="Measurement">One measurement.</param>
/// <param name="From"><c>kernel</c>, <c>USDT</c>, <c>kernel+USDT</c> or <c>sendmsg</c>; empty when nothing gives it.</param>
/// <param name="Why">Why nothing gives it, in a sentence; empty otherwise.</param>
public sealed record MeasurementSource(Measurements Measurement, string From, string Why)
{
    /// <summary>True when something gives it.</summary>
    public bool IsGiven => From.Length > 0;
}
