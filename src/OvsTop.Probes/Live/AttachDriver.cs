using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Plans;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Probes.Live;

/// <summary>
/// Attaches and detaches the probes of a session: what is needed, within the budget. On a thread of its own, for the kernel takes up to a tenth of a
/// second to detach one, and the ring must be emptied meanwhile.
/// </summary>
internal sealed class AttachDriver : IDisposable
{
    private readonly KernelSession _session;
    private readonly Daemon _daemon;
    private readonly LiveOptions _options;
    private PrimaryProbes _primary;
    private readonly Governor _governor;
    private readonly CostMeter _costs;
    private readonly Dictionary<ProbeId, TimeSpan> _keepUntil = [];
    private readonly object _gate = new();
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly long _start;
    private Thread? _thread;
    private int _needed;
    private AttachPlan _plan;
    private long _window;
    private bool _detailsPaused;
    private bool _woken;
    private volatile bool _stop;
    private volatile Attachment _attachment = new();
    private volatile int _handlers;

    /// <summary>Plans; nothing is attached before <see cref="Start"/>.</summary>
    /// <param name="session">A session with nothing attached.</param>
    /// <param name="daemon">Its daemon.</param>
    /// <param name="options">Needs, limit and times.</param>
    /// <param name="needed">What is measured from the start.</param>
    public AttachDriver(KernelSession session, Daemon daemon, LiveOptions options, Measurements needed)
    {
        _session = session;
        _daemon = daemon;
        _options = options;
        _needed = (int)needed;
        _start = _clock.GetTimestamp();
        _governor = new Governor(options.MaxOverheadPercent);
        _costs = new CostMeter(session, options.PlanEvery);
        _primary = Planner.Primary(session.Probes);
        CountHandlers();
        _plan = Plan();
    }

    /// <summary>The primary counts of the session.</summary>
    public PrimaryProbes Primary => _primary;

    /// <summary>Handlers of the daemon at the last look. From any thread.</summary>
    public int Handlers => _handlers;

    /// <summary>What is attached now. From any thread.</summary>
    public Attachment Attachment => _attachment;

    /// <summary>Attaches the first plan and goes on from there.</summary>
    /// <exception cref="BpfException">Nothing could be attached: the first refusal.</exception>
    public void Start()
    {
        _costs.Calibrate();
        while (Apply(throwIfNothing: true))
        {
            // What was refused is not available any more: the daemon's probe may have to count instead.
            _primary = Planner.Primary(_session.Probes);
            _plan = Plan();
        }

        Publish();
        _thread = new Thread(Run) { Name = "ovstop-attach", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Says what is needed from now on. From any thread.</summary>
    public void Measure(Measurements needed)
    {
        lock (_gate)
        {
            _needed = (int)needed;
            _woken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends the thread. Probes stay attached as they are; the session detaches them.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stop)
            {
                return;
            }

            _stop = true;
            Monitor.Pulse(_gate);
        }

        _thread?.Join();
        _costs.Dispose();
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    private void Run()
    {
        var next = Now + _options.PlanEvery;
        while (!_stop)
        {
            if (!Wait(next))
            {
                return;
            }

            if (Now >= next)
            {
                next = Now + _options.PlanEvery;
                _window++;
                _costs.Read();
                _governor.Tick(_costs.Load(Wanted(), _primary, _options.MaxOverheadPercent));
            }

            CountHandlers();
            _plan = Plan();
            Apply(throwIfNothing: false);
            Publish();
        }
    }

    /// <summary>Waits for a time or for another need. False at the end.</summary>
    private bool Wait(TimeSpan until)
    {
        lock (_gate)
        {
            while (!_stop && !_woken && until - Now is var left && left > TimeSpan.Zero)
            {
                Monitor.Wait(_gate, left);
            }

            _woken = false;
            return !_stop;
        }
    }

    private AttachPlan Plan() => Planner.Make((Measurements)Volatile.Read(ref _needed), _session.Probes, _primary, _handlers > 0);

    /// <summary>A daemon has no handlers before its first datapath, and makes them anew when their number is set.</summary>
    private void CountHandlers()
    {
        int handlers = _daemon.CountThreads("handler");
        if (handlers != _handlers && _daemon.IsAlive())
        {
            _handlers = handlers;
            ShareDetails();
        }
    }

    private void ShareDetails() => _session.SetDetailBudget(_detailsPaused ? 0 : _options.DetailsPerSecond, _handlers);

    /// <summary>The plan, and what was needed a moment ago.</summary>
    private List<ProbeId> Wanted()
    {
        var now = Now;
        foreach (var probe in _plan.Probes)
        {
            _keepUntil[probe] = now + _options.KeepUnneeded;
        }

        return [.. _keepUntil.Where(kept => kept.Value >= now).Select(kept => kept.Key).Order()];
    }

    /// <summary>Makes the session what the plan and the budget say. True when a probe was refused.</summary>
    private bool Apply(bool throwIfNothing)
    {
        var shed = _governor.Shed;
        var target = new HashSet<ProbeId>(Wanted().Where(probe => InWindow(shed.Every(Tiers.Of(probe, _primary)))));
        BpfException? refusal = null;
        bool any = false;
        foreach (var probe in _session.Probes.Where(p => p.Available))
        {
            var id = probe.Probe.Id;
            if (_stop)
            {
                return false;
            }

            if (!target.Contains(id))
            {
                _session.Detach(id);
                continue;
            }

            try
            {
                _session.Attach(id);
                any = true;
            }
            catch (BpfException e)
            {
                refusal ??= e;
            }
        }

        if (throwIfNothing && !any && refusal is not null)
        {
            throw refusal;
        }

        if (_detailsPaused == shed.Details)
        {
            _detailsPaused = !shed.Details;
            ShareDetails();
        }

        return refusal is not null;
    }

    private bool InWindow(int every) => every != 0 && _window % every == 0;

    private void Publish()
    {
        var shed = _governor.Shed;
        var sampled = new Dictionary<ProbeId, int>();
        foreach (var probe in _plan.Probes)
        {
            if (shed.Every(Tiers.Of(probe, _primary)) is var every && every != 1)
            {
                sampled.Add(probe, every);
            }
        }

        var shown = _plan.Probes.Where(probe => !sampled.TryGetValue(probe, out int every) || every > 0).ToList();
        _attachment = new Attachment
        {
            KernelProbes = shown.Count(p => p >= ProbeId.DpUpcall),
            UsdtProbes = shown.Count(p => p < ProbeId.DpUpcall),
            CostPercent = _governor.CostPercent + _costs.UncountedOwnPercent,
            OwnPercent = _costs.OwnPercent,
            IsEstimated = _costs.IsEstimated,
            BudgetPercent = _options.MaxOverheadPercent,
            IsOverBudget = _governor.IsOverBudget,
            DetailsPaused = _detailsPaused,
            Sampled = sampled,
            Sources = _plan.Sources,
        }.Summarize();
    }
}
