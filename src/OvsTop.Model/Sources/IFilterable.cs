using OvsTop.Model.Filters;

namespace OvsTop.Model.Sources;

/// <summary>A source whose filter can be changed while it runs: on a live switch an update of a map, nothing is detached and no count is lost.</summary>
public interface IFilterable
{
    /// <summary>Sets the filter, from any thread; it is in effect from one of the next batches on, which says so by <see cref="ProbeBatch.Filter"/>.</summary>
    /// <param name="filter">The compiled filter; null shows everything.</param>
    void SetFilter(CompiledFilter? filter);
}
