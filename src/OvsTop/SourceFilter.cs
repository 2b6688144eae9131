using OvsTop.Model.Filters;
using OvsTop.Model.Sources;

namespace OvsTop;

/// <summary>Sets the filter of a source, if it has one.</summary>
internal static class SourceFilter
{
    /// <summary>Sets it. Returns why that cannot be, or null.</summary>
    public static string? TrySet(IProbeSource source, CompiledFilter? filter)
    {
        if (source is IFilterable filterable)
        {
            filterable.SetFilter(filter);
            return null;
        }

        return $"{source.Info.Title}: cannot be filtered";
    }

    /// <summary>Sets it, if there is one.</summary>
    /// <exception cref="SourceException">The source cannot be filtered.</exception>
    public static void Set(IProbeSource source, CompiledFilter? filter)
    {
        if (filter is not null && TrySet(source, filter) is { } complaint)
        {
            throw new SourceException($"{complaint}; leave --filter out");
        }
    }
}
