using System.Globalization;
using OvsTop.Model;

namespace OvsTop.Recording.Container;

/// <summary>The filters that were in force while a recording was made, in the order of their times.</summary>
internal sealed class FilterHistory
{
    private const int Shown = 8;
    private const int ShownText = 200;

    private readonly List<(ulong TimeNs, string? Filter)> _changes = [];
    private ulong _readNs;
    private int _more;

    /// <summary>The filter of the last batch; null for none.</summary>
    public string? Now { get; private set; }

    /// <summary>Changes whenever <see cref="Describe"/> has something else to say.</summary>
    public int Version { get; private set; }

    /// <summary>Notes the filter of a batch. Batches that are read again say nothing new.</summary>
    public void Add(ulong timeNs, string? filter)
    {
        bool same = filter == Now;
        Now = filter;
        if (timeNs <= _readNs)
        {
            return;
        }

        _readNs = timeNs;
        if (same)
        {
            return;
        }

        Version++;
        if (_changes.Count < Shown)
        {
            _changes.Add((timeNs, filter));
        }
        else
        {
            _more++;
        }
    }

    /// <summary>One line; null when there never was a filter.</summary>
    /// <param name="startNs">The beginning of the recording.</param>
    public string? Describe(ulong startNs)
    {
        if (_changes.Count == 0)
        {
            return null;
        }

        var changes = _changes.Select(change => string.Create(
            CultureInfo.InvariantCulture, $"from +{(change.TimeNs > startNs ? change.TimeNs - startNs : 0) / 1e9:0.0} s {(change.Filter is { } filter ? PlainText.Brief(filter, ShownText) : "none")}"));
        return $"recorded with a filter, details of other packets are not in it: {string.Join("; ", changes)}{(_more > 0 ? $"; {_more:N0} more changes" : "")}";
    }
}
