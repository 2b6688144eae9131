using System.Reactive.Concurrency;
using System.Reactive.Linq;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Replay;

/// <summary>
/// A recording played as if it happened now. All batches come on the scheduler; the controls can be called from any thread.
/// Going to a place plays what was before it without waiting, so that whoever listens has seen what led there: everything, or in a long
/// recording with an index what <see cref="PreRoll"/> says. The place reached is marked by a batch with <see cref="ProbeBatch.Rest"/>.
/// </summary>
public sealed class ReplaySource : IProbeSource, IFilterable, ITalkerSource, IPlayback
{
    private static readonly TimeSpan FollowInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly ReplayOptions _options;
    private readonly RecordingOverview _overview;
    private readonly Tape _tape;
    private readonly PlaybackClock _clock;
    private readonly ReplayFilter _filter;
    private readonly IScheduler _scheduler;
    private readonly WaitingThread? _ownThread;
    private readonly BatchPump _pump;

    private TimeSpan? _seek;
    private bool _again;
    private bool _onTheWay;
    private bool _atEnd;
    private string? _ended;

    internal ReplaySource(IRecording recording, ReplayOptions options, IScheduler? scheduler)
    {
        RequirePositive(options.Speed);
        _options = options;
        _filter = new ReplayFilter(options.AddsUp);
        _tape = new Tape(recording, options.Follow);
        if (_tape.CanRewind)
        {
            _tape.Load();
        }

        _overview = new RecordingOverview(recording, options.Follow);
        _ownThread = scheduler is null ? new WaitingThread("replay") : null;
        _scheduler = scheduler ?? _ownThread!;
        _pump = new BatchPump(_gate, _scheduler, Advance, _tape.Close);
        _clock = new PlaybackClock { Hurries = options.Follow };
        _clock.SetSpeed(options.Speed, _scheduler.Now);
        _clock.SetPaused(options.StartPaused, _scheduler.Now);
        _seek = options.Start ?? (options.Follow && _tape.CanRewind ? TimeSpan.MaxValue : null);
        Loops = options.Loop;
        LearnLength();
        if (options.LooksAhead)
        {
            _overview.LookAhead();
        }

        Batches = Observable.Create<ProbeBatch>(_pump.Subscribe).Publish().RefCount();
    }

    /// <inheritdoc/>
    public IObservable<ProbeBatch> Batches { get; }

    /// <inheritdoc/>
    public SourceInfo Info => _tape.Info;

    /// <summary>What was recorded where: versions, ports, filter; null for a raw capture.</summary>
    public RecordingSession? Session => _tape.Session;

    /// <inheritdoc/>
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
            _pump.Change(() => _clock.SetSpeed(value, _scheduler.Now));
        }
    }

    /// <inheritdoc/>
    public bool Loops
    {
        get;
        set => _pump.Change(() =>
        {
            field = value;
            if (value && _atEnd)
            {
                _clock.SetPaused(false, _scheduler.Now);
            }
        });
    }

    /// <inheritdoc/>
    public TimeSpan PreRoll
    {
        get;
        set => _pump.Change(() => field = value);
    } = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public PlaybackState State
    {
        get
        {
            lock (_gate)
            {
                return new PlaybackState
                {
                    Position = Here,
                    Length = _overview.Length,
                    Start = _tape.Info.Epoch?.AddTicks((long)(_tape.StartNs / 100)),
                    Paused = _clock.Paused,
                    Speed = _clock.Speed,
                    Loop = Loops,
                    CanSeek = _tape.CanRewind,
                    Seeking = _seek is not null || _onTheWay,
                    AtEnd = _atEnd,
                    Waiting = _tape.Waiting,
                    Since = _tape.SinceNs is { } since ? _tape.Since(since) : null,
                    Batches = _tape.Batches,
                    Ended = _ended,
                };
            }
        }
    }

    private TimeSpan Here
    {
        get
        {
            // An end that is sought and not known yet is no place.
            var here = _seek is { } place && place < TimeSpan.MaxValue ? place : _tape.Since(_clock.At(_scheduler.Now));
            return (_seek ?? here) > _overview.Length ? _overview.Length.Value : here;
        }
    }

    /// <summary>Opens a recording: .ovscap, or a raw capture in JSON lines, compressed or not.</summary>
    /// <param name="path">A file, or - for standard input.</param>
    /// <param name="options">How to play it; real time from the beginning if null.</param>
    /// <param name="scheduler">Time and thread of the replay, one thread at a time; a thread of its own if null.</param>
    /// <exception cref="SourceException">The file cannot be read or holds nothing usable. Standard input and named pipes say so only when played.</exception>
    public static ReplaySource Open(string path, ReplayOptions? options = null, IScheduler? scheduler = null)
    {
        options ??= new ReplayOptions();
        return new ReplaySource(new FileRecording(path, options.Slice, options.Follow, options.AddsUp), options, scheduler);
    }

    /// <inheritdoc/>
    public void Pause() => _pump.Change(() => _clock.SetPaused(true, _scheduler.Now));

    /// <inheritdoc/>
    public void Play() => _pump.Change(() => _clock.SetPaused(false, _scheduler.Now));

    /// <inheritdoc/>
    public void StepBy(TimeSpan time) => _pump.Change(() =>
    {
        _clock.SetPaused(true, _scheduler.Now);
        var here = Here;
        _seek = time > TimeSpan.MaxValue - here ? TimeSpan.MaxValue : NotNegative(here + time);
    });

    /// <summary>
    /// Goes to a time since the beginning of the recording. If that leaves out or repeats something, the first batch is marked by
    /// <see cref="ProbeBatch.Discontinuity"/>; a stream that can be read only once stays where it is.
    /// </summary>
    public void Seek(TimeSpan place) => _pump.Change(() => _seek = NotNegative(place));

    /// <summary>Length of the recording, which is read through for that where it does not say; null for what is read once or grows.</summary>
    public Task<TimeSpan?> FindLength()
    {
        lock (_gate)
        {
            return _overview.FindLength();
        }
    }

    /// <summary>Looks for spikes; they are what <see cref="SpikeRule"/> says.</summary>
    public Task<Spike?> FindSpike(TimeSpan from, bool forth)
    {
        lock (_gate)
        {
            return _overview.FindSpike(from, forth);
        }
    }

    /// <summary>
    /// Sets the filter for the batches to come; a recording that is paused is played to its place again. <see cref="ProbeBatch.Matched"/> counts the
    /// matching records from there on, and anew after every discontinuity; it is as complete as the details of the recording
    /// (<see cref="ProbeBatch.Losses"/>).
    /// </summary>
    public void SetFilter(CompiledFilter? filter)
    {
        _filter.Set(filter);
        _pump.Change(() =>
        {
            if (_clock.Paused && _tape is { CanRewind: true, InStep: true })
            {
                _again = true;
                _seek ??= Here;
            }
        });
    }

    /// <summary>Sets by what upcalls are counted, where the recording does not have the counts: from the details, from there on.</summary>
    public void SetDimensions(TalkerDimensions dimensions) => _filter.Set(dimensions);

    /// <inheritdoc/>
    public void Dispose()
    {
        _pump.Dispose();
        _overview.Dispose();
        _ownThread?.Dispose();
    }

    private static void RequirePositive(double speed)
    {
        if (double.IsNaN(speed) || speed <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "a speed is more than 0");
        }
    }

    private static TimeSpan NotNegative(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static ulong Ns(TimeSpan time) => (ulong)Math.Min(time.Ticks, TimeSpan.MaxValue.Ticks / 100) * 100;

    /// <summary>One batch at most.</summary>
    /// <returns>When to come again; null to wait for a control.</returns>
    private TimeSpan? Advance(IObserver<ProbeBatch> observer)
    {
        _tape.Load();
        var target = FollowSeek();
        if (_tape.Waiting)
        {
            Arrive(observer, Rest.Place);
            return FollowInterval;
        }

        if (!_tape.Loaded)
        {
            return AtEnd(observer);
        }

        TimeSpan? wait;
        bool arrives;
        lock (_gate)
        {
            SetClock(target);
            wait = _clock.Until(_tape.Batch.TimeNs, _scheduler.Now);
            arrives = !_clock.Rushing;
            _atEnd = false;
        }

        if (arrives)
        {
            Arrive(observer, Rest.Place);
        }

        if (wait == TimeSpan.Zero)
        {
            observer.OnNext(_filter.Apply(_tape.Take()));
        }

        return wait;
    }

    /// <summary>Says once that the place someone wanted to go to, or the end, is reached.</summary>
    private void Arrive(IObserver<ProbeBatch> observer, Rest rest)
    {
        if (!_onTheWay && rest == Rest.Place)
        {
            return;
        }

        observer.OnNext(_filter.Mark(_tape.Resting(rest)));
        lock (_gate)
        {
            if (_clock.Rushing)
            {
                _clock.Set(_tape.PlayedNs, _scheduler.Now);
            }

            // An end is reached when its state is set, too.
            _onTheWay &= rest == Rest.End;
        }
    }

    /// <summary>Jumps or rewinds if someone wants to go elsewhere.</summary>
    /// <returns>Where to go from here, or null.</returns>
    private ulong? FollowSeek()
    {
        TimeSpan? seek;
        bool again;
        ulong preRollNs;
        lock (_gate)
        {
            (seek, again, preRollNs) = (_tape.Loaded || _tape.InStep ? _seek : null, _again, Ns(PreRoll));
        }

        if (seek is not { } time)
        {
            return null;
        }

        ulong target = _tape.StartNs + Ns(time);
        bool back = target < _tape.PlayedNs || again;
        if (back && !_tape.CanRewind)
        {
            _tape.NoteStuck();
        }
        else if (!_tape.TryJump(target, back ? _tape.StartNs : _tape.PlayedNs, preRollNs) && back)
        {
            _tape.Rewind();
        }

        lock (_gate)
        {
            if (_seek == seek)
            {
                _seek = null;
                _again = false;
            }

            _onTheWay = true;
            return back && !_tape.CanRewind ? null : target;
        }
    }

    private void LearnLength() => _overview.Learn(_tape.StartNs, _tape.EndNs);

    private void SetClock(ulong? target)
    {
        LearnLength();
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
            // At least one batch: behind a discontinuity, nothing else tells what is there.
            _clock.RushTo(_tape.InStep ? ns : Math.Max(ns, _tape.Batch.TimeNs), _tape.PlayedNs);
        }
    }

    private TimeSpan? AtEnd(IObserver<ProbeBatch> observer)
    {
        bool loops = Loops && _tape.CanRewind, hold = _options.HoldAtEnd && !loops && _tape.CanRewind;
        string? ended = _tape.CanRewind ? null : _tape.DescribeEnd();
        lock (_gate)
        {
            _overview.SetLength(_tape.Since(_tape.PlayedNs));
            _clock.Set(_tape.PlayedNs, _scheduler.Now);
        }

        // First what is there, then the state: who reads that it is the end has been given all of it.
        if (hold && !_atEnd)
        {
            Arrive(observer, Rest.End);
        }
        else if (!hold && !loops)
        {
            observer.OnCompleted();
        }

        lock (_gate)
        {
            _clock.Set(_tape.PlayedNs, _scheduler.Now);
            (_onTheWay, _atEnd, _ended) = (false, !loops, ended);
            if (hold)
            {
                _clock.SetPaused(true, _scheduler.Now);
            }
        }

        if (loops)
        {
            _tape.Rewind();
            return TimeSpan.Zero;
        }

        return null;
    }
}
