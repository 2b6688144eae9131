using OvsTop.Analysis.Windows;
using OvsTop.Model.Facts;

namespace OvsTop.Analysis.Aggregators;

/// <summary>The last two answers of one kind: what happened between them, per second.</summary>
internal sealed class ReadingPair<T>
    where T : class
{
    private Reading<T>? _before, _now;

    /// <summary>Takes over an answer if it is a new one.</summary>
    public void Add(Reading<T>? reading)
    {
        if (reading is null || reading.AtNs == _now?.AtNs)
        {
            return;
        }

        // An answer from before the last one belongs to another place of a recording.
        _before = reading.AtNs > _now?.AtNs ? _now : null;
        _now = reading;
    }

    /// <summary>Forgets both.</summary>
    public void Clear() => _before = _now = null;

    /// <summary>What a counter gained per second; null before there are two answers that have it, 0 when it was set back.</summary>
    public double? Rate(Func<T, ulong?> counter) =>
        _before is { } before && _now is { } now && counter(before.Value) is { } from && counter(now.Value) is { } to
            ? Difference.Rate(Difference.Of(to, from), (now.AtNs - before.AtNs) / 1e9)
            : null;
}
