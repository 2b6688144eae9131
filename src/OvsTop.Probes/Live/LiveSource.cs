using System.Diagnostics;
using System.Reactive.Linq;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Bpf;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Facts;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Probes.Live;

/// <summary>
/// Watches a running ovs-vswitchd. One thread polls the ring and reads the counts; a daemon that is restarted is found and attached
/// again, unless it was named by its pid.
/// </summary>
public sealed class LiveSource : IProbeSource, IFilterable, IMeasuring, ITalkerSource
{
    private const int LongestRecordBytes = 2688, MostNotices = 8;

    private static readonly TimeSpan AliveEvery = TimeSpan.FromMilliseconds(500);

    private readonly DaemonFinder _finder;
    private readonly LiveOptions _options;
    private readonly ProbeBatch _batch = new();
    private readonly TallyTable _tallies = new();
    private readonly ProbeTimes _times = new();
    private readonly TalkerTable _talkers = new();
    private readonly List<string> _notices = [];
    private readonly ManualResetEventSlim _stop = new(initialState: false, spinCount: 0);
    private Daemon _daemon;
    private KernelSession _session;
    private AttachDriver _driver;
    private FactsPoller _facts;
    private LiveFilter? _filter;
    private volatile CompiledFilter? _wanted;
    private volatile int _needed;
    private volatile TalkerDimensions _dimensionsWanted;
    private TalkerDimensions _dimensions;
    private volatile SourceInfo _info;
    private string _title = "";
    private int _handlersInTitle;
    private int _subscribed;

    private LiveSource(DaemonFinder finder, LiveOptions options, Daemon daemon, KernelSession session, AttachDriver driver)
    {
        _finder = finder;
        _options = options;
        _daemon = daemon;
        _session = session;
        _driver = driver;
        _needed = (int)options.Measurements;
        _dimensionsWanted = _dimensions = options.Talkers;
        _facts = new FactsPoller(daemon, _options.Unixctl);
        if (!session.Probes.Any(probe => probe.Available))
        {
            _notices.Add(Refusals.FactsOnly(daemon));
        }

        TakeTitle();
        _info = Describe();
        Batches = Observable.Create<ProbeBatch>(Run);
    }

    /// <inheritdoc/>
    public IObservable<ProbeBatch> Batches { get; }

    /// <inheritdoc/>
    public SourceInfo Info
    {
        get
        {
            var probes = _session.Probes;
            return _info with
            {
                ProbesAttached = probes.Count(p => p.Attached),
                ProbesKnown = probes.Count,
                Attached = [.. probes.Where(p => p.Attached).Select(p => p.Probe.Id)],
                Primary = _driver.Primary,
                Attachment = _driver.Attachment,
            };
        }
    }

    /// <summary>What became of every probe.</summary>
    public IReadOnlyList<ProbeStatus> Probes => _session.Probes;

    /// <summary>Finds the daemon and attaches.</summary>
    /// <exception cref="SourceException">No daemon, no probes, no permission, no libbpf: exit code 3.</exception>
    public static LiveSource Open(DaemonFinder finder, LiveOptions options)
    {
        var daemon = finder.Find(options.Pid);
        var (session, driver) = Attach(daemon, options, options.Measurements);
        return new LiveSource(finder, options, daemon, session, driver);
    }

    /// <summary>What is to be measured from now on; probes are attached and detached on a thread of their own. No error after the end.</summary>
    public void Measure(Measurements needed)
    {
        _needed = (int)needed;
        _driver.Measure(needed);
    }

    private static (KernelSession Session, AttachDriver Driver) Attach(Daemon daemon, LiveOptions options, Measurements needed)
    {
        var session = KernelSession.Open(daemon, UsdtNotes.Read(daemon), options);
        var driver = new AttachDriver(session, daemon, options, needed);
        try
        {
            session.SetFollow(Follows(needed));
            driver.Start();
            return (session, driver);
        }
        catch (BpfException e)
        {
            driver.Dispose();
            session.Dispose();
            throw Refusals.Explain(e, daemon);
        }
    }

    /// <summary>
    /// Sets the filter: the kernel programs judge every hit by it, nothing is detached. What they decide exactly
    /// (<see cref="CompiledFilter.IsKernelExact"/>) is counted completely in <see cref="ProbeBatch.Matched"/>; what is left to decide here is
    /// decided, and counted, on the details that were delivered (<see cref="ProbeBatch.Losses"/>). A part that is known only with the result
    /// of an upcall does not match.
    /// </summary>
    public void SetFilter(CompiledFilter? filter) => _wanted = filter;

    /// <inheritdoc/>
    public void SetDimensions(TalkerDimensions dimensions) => _dimensionsWanted = dimensions;

    /// <summary>Stops polling and detaches.</summary>
    public void Dispose()
    {
        _stop.Set();
        if (_subscribed == 0)
        {
            _driver.Dispose();
            _facts.Dispose();
            _session.Dispose();
        }
    }

    private Action Run(IObserver<ProbeBatch> observer)
    {
        if (Interlocked.Exchange(ref _subscribed, 1) != 0)
        {
            throw new InvalidOperationException("a live source has one subscriber: publish it");
        }

        StartFilter();
        var thread = new Thread(() => Poll(observer)) { Name = "ovstop-poll", IsBackground = true };
        thread.Start();
        return () =>
        {
            _stop.Set();
            if (Thread.CurrentThread != thread)
            {
                thread.Join();
            }
        };
    }

    private void Poll(IObserver<ProbeBatch> observer)
    {
        try
        {
            long nextTallies = 0, nextAlive = 0;
            var patience = PatienceOf(_options);
            for (bool running = true; running;)
            {
                running = !_stop.Wait(patience);
                long now = Stopwatch.GetTimestamp();
                if (Due(ref nextAlive, now, AliveEvery) && !_daemon.IsAlive())
                {
                    Emit(observer, withTallies: true);
                    running &= Replace(observer);
                }

                if (running && _driver.Handlers != _handlersInTitle)
                {
                    TakeTitle();
                    _info = Describe();
                }

                if (!ReferenceEquals(_wanted, _filter?.Filter))
                {
                    // What waits in the ring passed the old filter, and what it counted ends here.
                    Emit(observer, withTallies: true);
                    StartFilter();
                }

                _session.SetFollow(Follows((Measurements)_needed));
                if (_dimensionsWanted is var dimensions && dimensions != _dimensions)
                {
                    _dimensions = dimensions;
                    _session.SetDimensions(dimensions);
                    _filter?.SetDimensions(dimensions);
                }

                if (!running)
                {
                    // The last counts are of one moment: nothing is hit between reading one and the other.
                    _driver.Dispose();
                    _session.Detach(ProbeId.RecvUpcall);
                    _session.Detach(ProbeId.DpUpcall);
                }

                Emit(observer, withTallies: Due(ref nextTallies, now, _options.TallyEvery) || !running);
            }

            _info = _info with { Ended = true };
            observer.OnCompleted();
        }
        catch (Exception e)
        {
            observer.OnError(e);
        }
        finally
        {
            _driver.Dispose();
            _facts.Dispose();
            _session.Dispose();
        }
    }

    /// <summary>
    /// How long the ring is left alone: waking up is most of what watching an idle switch costs. Where details are limited it is as long as they take to
    /// fill half of it, at most as long as between two readings of the counts.
    /// </summary>
    private static TimeSpan PatienceOf(LiveOptions options)
    {
        if (options.DetailsPerSecond is not { } details)
        {
            return options.Poll;
        }

        double fills = options.RingBytes / 2.0 / Math.Max(1.0, (double)details * LongestRecordBytes);
        return TimeSpan.FromSeconds(Math.Clamp(fills, options.Poll.TotalSeconds, Math.Max(options.Poll.TotalSeconds, options.TallyEvery.TotalSeconds)));
    }

    private static bool Due(ref long next, long now, TimeSpan every)
    {
        if (now < next)
        {
            return false;
        }

        next = now + (long)(every.TotalSeconds * Stopwatch.Frequency);
        return true;
    }

    private void Emit(IObserver<ProbeBatch> observer, bool withTallies)
    {
        _batch.Records.Clear();
        _session.DrainTo(_batch.Records);
        if (withTallies || _session.HasTalkersWaiting)
        {
            _session.ReadTalkers(_talkers);
        }

        if (withTallies)
        {
            _session.ReadTimes(_times);
            _session.ReadTallies(_tallies);
            _tallies.SetTimes(_times);
            _batch.Losses = Losses();
        }

        _batch.Filter = _filter?.Filter;
        _batch.Matched = _filter?.Apply(_batch, _tallies, withTallies);

        _batch.Tallies = withTallies ? _tallies : null;
        _batch.Facts = _facts.Facts;
        _batch.Talkers = withTallies ? Talkers() : null;
        _batch.TimeNs = (ulong)Stopwatch.GetElapsedTime(0).Ticks * 100;
        observer.OnNext(_batch);
        _batch.Discontinuity = false;
    }

    private static bool Follows(Measurements needed) => (needed & Measurements.Traces) != 0;

    private void StartFilter()
    {
        _filter = LiveFilter.Start(_session, _wanted);
        _filter?.SetDimensions(_dimensions);
    }

    private TalkerTable Talkers()
    {
        if (_filter?.Talkers is { } here)
        {
            return here;
        }

        _session.CompleteTalkers(_talkers, _batch.Matched ?? _tallies);
        return _talkers;
    }

    /// <summary>The daemon is gone: wait for the next one. False when there will be none or the user leaves.</summary>
    private bool Replace(IObserver<ProbeBatch> observer)
    {
        string gone = $"ovs-vswitchd {_daemon.Pid} has ended";
        if (_options.Pid is not null)
        {
            Notice(gone);
            return false;
        }

        Notice($"{gone}: waiting for the next one");
        while (!_stop.Wait(AliveEvery))
        {
            Emit(observer, withTallies: true);
            try
            {
                var daemon = _finder.Find(null);
                var (session, driver) = Attach(daemon, _options, (Measurements)_needed);
                _driver.Dispose();
                _session.Dispose();
                (_session, _driver) = (session, driver);

                // What was asked for while the driver was being replaced went to the old one.
                driver.Measure((Measurements)_needed);
                _session.SetDimensions(_dimensions);
                StartFilter();
                _daemon = daemon;
                TakeTitle();
                _facts.Dispose();
                _facts = new FactsPoller(daemon, _options.Unixctl);
                _batch.Discontinuity = true;
                Notice($"{gone}; watching {daemon.Pid} now, counts start anew");
                return true;
            }
            catch (SourceException e)
            {
                // Not there yet, or not ready: a daemon has its probes when it has mapped its code.
                Notice($"{gone}: {e.Message}");
            }
        }

        return false;
    }

    private void Notice(string text)
    {
        if (_notices.Count == 0 || _notices[^1] != text)
        {
            _notices.Add(text);
            _notices.RemoveRange(0, Math.Max(0, _notices.Count - MostNotices));
        }

        _info = Describe();
    }

    private void TakeTitle()
    {
        _handlersInTitle = _driver.Handlers;
        _title = $"ovs-vswitchd {_daemon.Pid} · {_handlersInTitle} handlers · {_daemon.CountThreads("revalidator")} revalidators";
    }

    private SourceInfo Describe() => new()
    {
        Kind = "live",
        Title = _title,
        Epoch = DateTimeOffset.UtcNow - Stopwatch.GetElapsedTime(0),
        ChurnSeconds = _options.ChurnWindow.TotalSeconds,
        Notices = [.. _notices],
    };

    private DetailLosses Losses()
    {
        ulong delivered = 0, lost = 0, skipped = 0;
        foreach (ref readonly var tally in _tallies.Slots)
        {
            delivered += tally.DetailsDelivered;
            lost += tally.DetailsLost;
            skipped += tally.DetailsSkipped;
        }

        return new DetailLosses(delivered, lost, skipped);
    }
}
