using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Windows;

/// <summary>The values of the last <see cref="Series.Length"/> ticks.</summary>
internal sealed class History
{
    private readonly float[] _values = new float[Series.Length];
    private int _count;
    private int _next;

    /// <summary>Notes the value of a tick; the last one again if the window extends the last tick's.</summary>
    public void Add(double value, bool extends)
    {
        if (extends && _count > 0)
        {
            _next = (_next + Series.Length - 1) % Series.Length;
            _count--;
        }

        _values[_next] = (float)value;
        _next = (_next + 1) % Series.Length;
        _count = Math.Min(_count + 1, Series.Length);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _count = _next = 0;

    /// <summary>A copy, oldest first.</summary>
    public Series ToSeries()
    {
        if (_count == 0)
        {
            return Series.Empty;
        }

        float[] values = new float[_count];
        int first = (_next + Series.Length - _count) % Series.Length;
        int tail = Math.Min(_count, Series.Length - first);
        _values.AsSpan(first, tail).CopyTo(values);
        _values.AsSpan(0, _count - tail).CopyTo(values.AsSpan(tail));
        return new Series(values);
    }
}
