using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using OvsTop.Model.Sources;

namespace OvsTop.Recording.Replay;

/// <summary>Calls one piece of work on a scheduler, never twice at a time, while somebody listens: again when it says, or when something has changed.</summary>
internal sealed class BatchPump : IDisposable
{
    private readonly Lock _gate;
    private readonly IScheduler _scheduler;
    private readonly Func<IObserver<ProbeBatch>, TimeSpan?> _advance;
    private readonly Action _close;
    private readonly SerialDisposable _timer = new();
    private IObserver<ProbeBatch>? _observer;
    private bool _pumping;
    private bool _changed;

    /// <summary>A pump that rests.</summary>
    /// <param name="gate">Guards what <see cref="Change"/> changes.</param>
    /// <param name="scheduler">Time and thread.</param>
    /// <param name="advance">Does the work; returns when to come again, or null to wait for a change.</param>
    /// <param name="close">Called when nobody listens any more, not during the work.</param>
    public BatchPump(Lock gate, IScheduler scheduler, Func<IObserver<ProbeBatch>, TimeSpan?> advance, Action close) =>
        (_gate, _scheduler, _advance, _close) = (gate, scheduler, advance, close);

    /// <summary>Begins to work for somebody.</summary>
    public IDisposable Subscribe(IObserver<ProbeBatch> observer)
    {
        Change(() => _observer = observer);
        return Disposable.Create(Stop);
    }

    /// <summary>Changes something, then works again.</summary>
    public void Change(Action change)
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

    /// <summary>Nobody listens any more.</summary>
    public void Dispose()
    {
        Stop();
        _timer.Dispose();
    }

    private void Stop()
    {
        lock (_gate)
        {
            _observer = null;
            if (!_pumping)
            {
                _close();
            }
        }
    }

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
            again = _advance(observer);
        }
        catch (SourceException failure)
        {
            observer.OnError(failure);
        }
        finally
        {
            PumpAgain(again);
        }
    }

    private void PumpAgain(TimeSpan? again)
    {
        lock (_gate)
        {
            _pumping = false;
            if (_observer is null)
            {
                _close();
            }
            else if (_changed || again is not null)
            {
                _timer.Disposable = _scheduler.Schedule(_changed ? TimeSpan.Zero : again!.Value, Pump);
            }
        }
    }
}
