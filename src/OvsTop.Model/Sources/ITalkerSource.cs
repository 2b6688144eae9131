using OvsTop.Model.Talkers;

namespace OvsTop.Model.Sources;

/// <summary>A source that can be told by what to count upcalls: each dimension costs a map update per upcall.</summary>
public interface ITalkerSource
{
    /// <summary>
    /// Sets the dimensions, from any thread; in effect from one of the next batches on, see <see cref="ProbeBatch.Talkers"/>. One that comes begins at zero.
    /// </summary>
    void SetDimensions(TalkerDimensions dimensions);
}
