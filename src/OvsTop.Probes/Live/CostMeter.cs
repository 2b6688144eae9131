using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Probes.Plans;

namespace OvsTop.Probes.Live;

/// <summary>What watching costs: hits by the cost of a hit, and ovstop's own CPU.</summary>
internal sealed class CostMeter : IDisposable
{
    /// <summary>Own CPU is smoothed over about ten ticks: a moment of compiling is no load.</summary>
    private const double OwnWeight = 0.1;

    /// <summary>Giving up probes does not make ovstop itself cheaper: it may claim this part of the limit, not more.</summary>
    private const double OwnShare = 0.5;

    private const double AssumedShare = 0.1;

    private readonly KernelSession _session;
    private readonly TimeSpan _shortest;
    private readonly HitMeter _meter = new();
    private readonly ProbeCosts _costs = new();
    private readonly Calibration _calibration;
    private readonly ulong[] _hits = new ulong[ProbeTable.Slots];
    private readonly ProbeTimes _times = new();
    private TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private long _readAt = TimeProvider.System.GetTimestamp();
    private double? _own;

    /// <summary>Reads a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="every">Time between two readings.</param>
    public CostMeter(KernelSession session, TimeSpan every)
    {
        _session = session;
        _shortest = every / 5;
        _calibration = new Calibration(session, _costs);
    }

    /// <summary>ovstop's own CPU, percent of a core.</summary>
    public double OwnPercent => _own ?? 0;

    /// <summary>The part of <see cref="OwnPercent"/> that the last <see cref="Load"/> left out.</summary>
    public double UncountedOwnPercent { get; private set; }

    /// <summary>Measures what a hit costs here, if the kernel allows.</summary>
    public void Calibrate() => _calibration.Measure();

    /// <summary>True when more than a tenth of the cost of the probes is by costs of a hit that are assumed.</summary>
    public bool IsEstimated { get; private set; }

    /// <summary>Reads counts, times and CPU: a tick.</summary>
    public void Read()
    {
        _session.ReadTimes(_times);
        _session.ReadHits(_hits);
        _meter.Add(_hits, _times, _shortest);
        _calibration.Refresh(IsEstimated);
        long now = TimeProvider.System.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        double percent = 100 * (cpu - _cpu) / TimeProvider.System.GetElapsedTime(_readAt, now);
        (_cpu, _readAt) = (cpu, now);
        _own = _own is { } before ? before + (percent - before) * OwnWeight : Math.Min(percent, 1);
    }

    /// <summary>What the probes wanted would cost, were they all attached.</summary>
    /// <param name="wanted">The probes.</param>
    /// <param name="primary">The primary counts.</param>
    /// <param name="limitPercent">The limit.</param>
    public Load Load(IEnumerable<ProbeId> wanted, PrimaryProbes primary, double? limitPercent)
    {
        Span<double> percent = stackalloc double[(int)Tier.Never + 1];
        Span<bool> known = stackalloc bool[(int)Tier.Never + 1];
        known.Fill(true);
        double assumed = 0, all = 0;
        foreach (var probe in wanted)
        {
            int tier = (int)Tiers.Of(probe, primary);
            var mechanism = Mechanism(probe);
            double cost = (_meter.Rate(probe) ?? 0) * _costs.Ns(probe, mechanism) / 1e9 * 100;
            percent[tier] += cost;
            all += cost;
            assumed += _costs.IsMeasured(probe, mechanism) ? 0 : cost;
            known[tier] &= _meter.IsFresh(probe);
        }

        IsEstimated = assumed > all * AssumedShare;
        double own = Math.Min(OwnPercent, (limitPercent ?? double.PositiveInfinity) * OwnShare);
        UncountedOwnPercent = OwnPercent - own;
        return new Load(percent[(int)Tier.Never] + own, Known(Tier.Retranslations, percent, known), Known(Tier.Verdicts, percent, known), Known(Tier.Upcalls, percent, known));
    }

    /// <summary>Cost of a hit, ns.</summary>
    public double Ns(ProbeId probe) => _costs.Ns(probe, Mechanism(probe));

    /// <inheritdoc/>
    public void Dispose() => _calibration.Dispose();

    private static double? Known(Tier tier, ReadOnlySpan<double> percent, ReadOnlySpan<bool> known) => known[(int)tier] ? percent[(int)tier] : null;

    private ProbeMechanism Mechanism(ProbeId probe) => _session.MechanismOf(probe);
}
