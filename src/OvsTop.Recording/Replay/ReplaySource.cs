using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Details;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Replay;

/// <summary>
/// A recording played as if it happened now. All batches come on the scheduler; the controls can be called from any thread.
/// Going to a place plays what was before it without waiting, so that whoever listens has seen what led there: everything, or in a long
/// recording with an index the last minute.
/// </summary>
public sealed class ReplaySource : IProbeSource, IFilterable
{
    private static readonly TimeSpan FollowInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Recorded time that is played before a place one goes to, for windows to fill, when all before it would be too much.</summary>
    private const ulong PreRollNs = 60_000_000_000;

    private readonly Lock _gate = new();
    private readonly ReplayOptions _options;
    private readonly Tape _tape;
    private readonly PlaybackClock _clock = new();
    private readonly IScheduler _scheduler;
    private readonly EventLoopScheduler? _ownScheduler;
    private readonly SerialDisposable _timer = new();

    private IObserver<ProbeBatch>? _observer;
    private bool _pumping;
    private bool _changed;
    private TimeSpan? _seek;
    private TimeSpan? _length;
    private volatile CompiledFilter? _wanted;
    private DetailFilter? _filter;

    internal ReplaySource(IRecording recording, ReplayOptions options, IScheduler? scheduler)
    {
        RequirePositive(options.Speed);
        _options = options;
        _tape = new Tape(recording, options.Follow);
        if (_tape.CanRewind)
        {
            _tape.Load();
        }

        _ownScheduler = scheduler is null ? new EventLoopScheduler(run => new Thread(run) { IsBackground = true, Name = "replay" }) : null;
        _scheduler = scheduler ?? _ownScheduler!;
        _clock.SetSpeed(options.Speed, _scheduler.Now);
        _clock.SetPaused(options.StartPaused, _scheduler.Now);
        Batches = Observable.Create<ProbeBatch>(Subscribe).Publish().RefCount();
    }

    /// <inheritdoc/>
    public IObservable<ProbeBatch> Batches { get; }

    /// <inheritdoc/>
    public SourceInfo Info => _tape.Info;

    /// <summary>What was recorded where: versions, ports, filter; null for a raw capture.</summary>
    public RecordingSession? Session => _tape.Session;

    /// <summary>Recorded seconds per second; more than 0, positive infinity is as fast as possible.</summary>
    public double Speed
    {
        get
        {
            lock (_gate)
            {
                return _clock.Speed;
            }
        }

        set
        {
            RequirePositive(value);
            Change(() => _clock.SetSpeed(value, _scheduler.Now));
        }
    }

    /// <summary>Where the replay stands now.</summary>
    public PlaybackPosition Position
    {
        get
        {
            lock (_gate)
            {
                return new PlaybackPosition(Here, _length, _clock.Paused, _clock.Speed);
            }
        }
    }

    private TimeSpan Here
    {
        get
        {
            var here = _seek ?? Since(_tape.StartNs, _clock.At(_scheduler.Now));
            return here > _length ? _length.Value : here;
        }
    }

    /// <summary>Opens a recording: .ovscap, or a raw capture in JSON lines, compressed or not.</summary>
    /// <param name="path">A file, or - for standard input.</param>
    /// <param name="options">How to play it; real time from the beginning if null.</param>
    /// <param name="scheduler">Time and thread of the replay, one thread at a time; a thread of its own if null.</param>
    /// <exception cref="SourceException">The file cannot be read or holds nothing usable. Standard input says so only when played.</exception>
    public static ReplaySource Open(string path, ReplayOptions? options = null, IScheduler? scheduler = null)
    {
        options ??= new ReplayOptions();
        return new ReplaySource(new FileRecording(path, options.Slice), options, scheduler);
    }

    /// <summary>Stops time.</summary>
    public void Pause() => Change(() => _clock.SetPaused(true, _scheduler.Now));

    /// <summary>Lets time run again.</summary>
    public void Resume() => Change(() => _clock.SetPaused(false, _scheduler.Now));

    /// <summary>Moves by some recorded time, back if negative, and stays paused there.</summary>
    public void Step(TimeSpan by) => Change(() =>
    {
        _clock.SetPaused(true, _scheduler.Now);
        _seek = NotNegative(Here + by);
    });

    /// <summary>
    /// Goes to a time since the beginning of the recording. If that leaves out or repeats something, the first batch is marked by
    /// <see cref="ProbeBatch.Discontinuity"/>; a stream that can be read only once stays where it is.
    /// </summary>
    public void Seek(TimeSpan to) => Change(() => _seek = NotNegative(to));

    /// <summary>
    /// Sets the filter for the batches to come. <see cref="ProbeBatch.Matched"/> counts the matching records from there on, and anew after every
    /// discontinuity; it is as complete as the details of the recording (<see cref="ProbeBatch.Losses"/>).
    /// </summary>
    public void SetFilter(CompiledFilter? filter) => _wanted = filter;

    /// <inheritdoc/>
    public void Dispose()
    {
        Unsubscribe();
        _timer.Dispose();
        _ownScheduler?.Dispose();
    }

    private static void RequirePositive(double speed)
    {
        if (double.IsNaN(speed) || speed <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "a speed is more than 0");
        }
    }

    private static TimeSpan NotNegative(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static TimeSpan Since(ulong startNs, ulong ns) => TimeSpan.FromTicks((long)((ns > startNs ? ns - startNs : 0) / 100));

    private IDisposable Subscribe(IObserver<ProbeBatch> observer)
    {
        Change(() => _observer = observer);
        return Disposable.Create(Unsubscribe);
    }

    private void Unsubscribe()
    {
        lock (_gate)
        {
            _observer = null;
            if (!_pumping)
            {
                _tape.Close();
            }
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _changed = true;
            if (!_pumping && _observer is not null)
            {
                _timer.Disposable = _scheduler.Schedule(Pump);
            }
        }
    }

    /// <summary>One batch at most; then it is scheduled again, unless everything waits for a control.</summary>
    private void Pump()
    {
        IObserver<ProbeBatch>? observer;
        lock (_gate)
        {
            observer = _observer;
            if (_pumping || observer is null)
            {
                return;
            }

            _pumping = true;
            _changed = false;
        }

        TimeSpan? again = null;
        try
        {
            again = Advance(observer);
        }
        catch (SourceException failure)
        {
            observer.OnError(failure);
        }
        finally
        {
            Rest(again);
        }
    }

    private void Rest(TimeSpan? again)
    {
        lock (_gate)
        {
            _pumping = false;
            if (_observer is null)
            {
                _tape.Close();
            }
            else if (_changed || again is not null)
            {
                _timer.Disposable = _scheduler.Schedule(_changed ? TimeSpan.Zero : again!.Value, Pump);
            }
        }
    }

    /// <returns>When to come again; null to wait for a control.</returns>
    private TimeSpan? Advance(IObserver<ProbeBatch> observer)
    {
        _tape.Load();
        var target = FollowSeek();
        if (_tape.Waiting)
        {
            return FollowInterval;
        }

        if (!_tape.Loaded)
        {
            return AtEnd(observer);
        }

        TimeSpan? wait;
        lock (_gate)
        {
            SetClock(target);
            wait = _clock.Until(_tape.Batch.TimeNs, _scheduler.Now);
        }

        if (wait == TimeSpan.Zero)
        {
            observer.OnNext(Filtered(_tape.Take()));
        }

        return wait;
    }

    private ProbeBatch Filtered(ProbeBatch batch)
    {
        var wanted = _wanted;
        if (wanted is null)
        {
            _filter = null;
        }
        else if (!ReferenceEquals(wanted, _filter?.Filter) || batch.Discontinuity)
        {
            _filter = new DetailFilter(wanted);
        }

        _filter?.Apply(batch, batch.Tallies);
        batch.Filter = wanted;
        batch.Matched = batch.Tallies is null ? null : _filter?.Matched;
        return batch;
    }

    /// <summary>Rewinds if someone wants to go back.</summary>
    /// <returns>Where to go from here, or null.</returns>
    private ulong? FollowSeek()
    {
        TimeSpan? seek;
        lock (_gate)
        {
            seek = _seek;
        }

        if (seek is not { } time)
        {
            return null;
        }

        ulong target = _tape.StartNs + (ulong)Math.Min(time.Ticks, TimeSpan.MaxValue.Ticks / 100) * 100;
        bool back = target < _tape.PlayedNs;
        if (back && !_tape.CanRewind)
        {
            _tape.NoteStuck();
        }
        else if (!_tape.TryJump(target > PreRollNs ? target - PreRollNs : 0, back ? _tape.StartNs + PreRollNs : _tape.PlayedNs + PreRollNs) && back)
        {
            _tape.Rewind();
        }

        lock (_gate)
        {
            _seek = _seek == seek ? null : _seek;
        }

        return back && !_tape.CanRewind ? null : target;
    }

    private void SetClock(ulong? target)
    {
        _length ??= _tape.EndNs > _tape.StartNs ? Since(_tape.StartNs, _tape.EndNs.Value) : null;
        if (_tape.TakeFresh())
        {
            _clock.Set(_tape.StartNs, _scheduler.Now);
        }
        else if (_tape.Batch.Discontinuity)
        {
            _clock.Set(_tape.Batch.TimeNs, _scheduler.Now);
        }

        if (target is { } ns)
        {
            _clock.RushTo(ns);
        }
    }

    private TimeSpan? AtEnd(IObserver<ProbeBatch> observer)
    {
        bool hold = _options.HoldAtEnd && !_options.Loop && _tape.CanRewind;
        lock (_gate)
        {
            _length = Since(_tape.StartNs, _tape.PlayedNs);
            _clock.Set(_tape.PlayedNs, _scheduler.Now);
            if (hold)
            {
                _clock.SetPaused(true, _scheduler.Now);
            }
        }

        if (_options.Loop && _tape.CanRewind)
        {
            _tape.Rewind();
            return TimeSpan.Zero;
        }

        if (!hold)
        {
            observer.OnCompleted();
        }

        return null;
    }
}
