using OvsTop.Analysis.Snapshots;

namespace OvsTop.Screen.Text;

/// <summary>Numbers that fit: three significant digits, a unit where needed, a width that never changes.</summary>
public static class Numbers
{
    /// <summary>Columns of the widest <see cref="Rate"/>, <see cref="Count"/> or <see cref="Percent"/>.</summary>
    public const int Width = 5;

    /// <summary>Columns of the widest <see cref="Exact"/>.</summary>
    public const int ExactWidth = 9;

    /// <summary>Columns of the widest <see cref="DurationUs(double)"/>.</summary>
    public const int DurationWidth = 6;

    /// <summary>A thing that is not known: a dash.</summary>
    public static Quantity None => new(0, Quantity.Unit.None);

    /// <summary>Events per second: <c>0.4</c>, <c>42.1</c>, <c>421</c>, <c>8.10k</c>, <c>1.24M</c>.</summary>
    public static Quantity Rate(double perSecond) => new(perSecond, Quantity.Unit.Rate);

    /// <summary>A count, exact up to 99999: <c>421</c>, <c>88310</c>, <c>124k</c>.</summary>
    public static Quantity Count(ulong count) => new(count, Quantity.Unit.Count);

    /// <summary>A count where every hit matters, exact up to 999999999; <see cref="ExactWidth"/> columns.</summary>
    public static Quantity Exact(ulong count) => new(count, Quantity.Unit.Exact);

    /// <summary>A part of 1: <c>&lt;1%</c>, <c>65%</c>.</summary>
    public static Quantity Percent(double share) => new(share, Quantity.Unit.Percent);

    /// <summary>A duration given in microseconds: <c>850ns</c>, <c>12.4µs</c>, <c>4.20ms</c>, <c>1.62s</c>.</summary>
    public static Quantity DurationUs(double us) => new(us, Quantity.Unit.Duration);

    /// <summary>A value of a summary, or a dash when the window is empty.</summary>
    public static Quantity DurationUs(in LatencySummary window, double us) => window.IsEmpty ? None : DurationUs(us);

    /// <summary>A span of time in words' order of magnitude: <c>100 ms</c>, <c>1 s</c>, <c>2 min</c>, <c>1.5 h</c>.</summary>
    public static Quantity Ago(double seconds) => new(seconds, Quantity.Unit.Span);
}
