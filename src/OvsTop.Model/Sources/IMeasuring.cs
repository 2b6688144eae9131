namespace OvsTop.Model.Sources;

/// <summary>A source that measures only what is asked for. Until told, it measures everything.</summary>
public interface IMeasuring
{
    /// <summary>
    /// Says what is needed from now on, from any thread; returns at once. <see cref="Measurements.Always"/> is measured in any case. What is no longer
    /// needed may go on for a while; <see cref="SourceInfo.Attachment"/> tells what is measured now.
    /// </summary>
    /// <param name="needed">What views, filter and features in use need.</param>
    void Measure(Measurements needed);
}
