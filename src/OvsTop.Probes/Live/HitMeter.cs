using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Probes.Live;

/// <summary>How often each probe is hit while it is on, from cumulative hits and attached times.</summary>
internal sealed class HitMeter
{
    /// <summary>A new rate and the old one count alike: rounds of revalidation make single ticks uneven.</summary>
    private const double Weight = 0.5;
    private const int FreshTicks = 20;

    private readonly ulong[] _hits = new ulong[ProbeTable.Slots];
    private readonly ProbeTimes _times = new();
    private readonly double?[] _rates = new double?[ProbeTable.Slots];
    private readonly int[] _age = new int[ProbeTable.Slots];

    /// <summary>Hits per second while attached; null before the first measurement.</summary>
    public double? Rate(ProbeId probe) => _rates[(int)probe];

    /// <summary>True when the rate was measured not long ago: sampling leaves up to fifteen ticks between two windows.</summary>
    public bool IsFresh(ProbeId probe) => _rates[(int)probe] is not null && _age[(int)probe] <= FreshTicks;

    /// <summary>Takes over a reading.</summary>
    /// <param name="hits">Cumulative, by probe.</param>
    /// <param name="times">Cumulative attached time.</param>
    /// <param name="shortest">Attached time below which nothing can be said.</param>
    public void Add(ReadOnlySpan<ulong> hits, ProbeTimes times, TimeSpan shortest)
    {
        for (int i = 0; i < ProbeTable.Slots; i++)
        {
            double seconds = (times.Ns[i] - _times.Ns[i]) / 1e9;
            _age[i]++;
            if (seconds < shortest.TotalSeconds)
            {
                continue;
            }

            double rate = (hits[i] - _hits[i]) / seconds;
            _rates[i] = _rates[i] is { } before ? before + (rate - before) * Weight : rate;
            _age[i] = 0;
            _hits[i] = hits[i];
            _times.Ns[i] = times.Ns[i];
        }
    }
}
