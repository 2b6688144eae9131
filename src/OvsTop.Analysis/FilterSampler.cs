using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis;

/// <summary>Samples what matches one filter, from the batch that first says the filter is in effect until another one is.</summary>
internal sealed class FilterSampler
{
    private const string Live = "live";

    private readonly FilterSnapshot _plain;
    private readonly ulong _missingAtStart;
    private ulong? _allAtStart;
    private int _epoch;

    /// <summary>Begins where the sampler of all packets stands: matches are counted from zero from there on.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="all">The sampler of all packets, before it has seen the first batch under the filter.</param>
    /// <param name="losses">The fate of the details until then.</param>
    public FilterSampler(CompiledFilter filter, TallySampler all, DetailLosses losses)
    {
        Filter = filter;
        _missingAtStart = Missing(losses);
        _epoch = all.Window.Epoch;
        if (all.Window.Started)
        {
            Matched.Window.StartAt(all.Window.TimeNs);
            _allAtStart = all.Window.Now.Hits(ProbeId.RecvUpcall);
        }

        _plain = new FilterSnapshot
        {
            Expression = filter.Filter.ToString(),
            Site = filter.IsKernelExact ? SplitSite.Kernel : filter.IsKernelUseful ? SplitSite.Both : SplitSite.Here,
            Kernel = Parts(filter, SplitSite.Here),
            Here = Parts(filter, SplitSite.Kernel),
            AsksForResults = filter.Program.AsksForResults,
        };
    }

    /// <summary>The filter.</summary>
    public CompiledFilter Filter { get; }

    /// <summary>What matches.</summary>
    public TallySampler Matched { get; } = new();

    /// <summary>The window is over: from now on it is as long as that of all packets.</summary>
    public void Advance()
    {
        Matched.Advance();
        _allAtStart = null;
    }

    /// <summary>The window's match rate.</summary>
    /// <param name="all">The sampler of all packets.</param>
    /// <param name="losses">The fate of the details.</param>
    /// <param name="kind">Kind of the source: only a live one has a kernel that counts matches.</param>
    public FilterSnapshot Take(TallySampler all, DetailLosses losses, string kind)
    {
        if (_epoch != all.Window.Epoch)
        {
            _epoch = all.Window.Epoch;
            _allAtStart = null;
        }

        var window = Matched.Window;
        ulong matched = window.Now.Hits(ProbeId.RecvUpcall);
        ulong matchedIn = Difference.Of(matched, window.Base.Hits(ProbeId.RecvUpcall));
        ulong allIn = Difference.Of(all.Window.Now.Hits(ProbeId.RecvUpcall), _allAtStart ?? all.Window.Base.Hits(ProbeId.RecvUpcall));
        return _plain with
        {
            Upcalls = matched,
            UpcallsPerSecond = Difference.Rate(matchedIn, window.Seconds),
            Share = Difference.Share(matchedIn, allIn),
            IsExact = Missing(losses) == _missingAtStart || (Filter.IsKernelExact && kind == Live),
        };
    }

    private static ulong Missing(DetailLosses losses) => losses.Lost + losses.Skipped;

    private static string Parts(CompiledFilter filter, SplitSite without) =>
        string.Join(" and ", filter.Split.Where(part => part.Site != without).Select(part => part.Text));
}
