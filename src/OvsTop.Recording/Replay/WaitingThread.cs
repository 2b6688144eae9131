using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace OvsTop.Recording.Replay;

/// <summary>
/// A scheduler that is one thread, which itself waits until what is next is due. Rx's EventLoopScheduler takes a timer, a thread of the pool and then its own
/// thread for every delay, and each spins before it sleeps: half of what a replay cost that is asked ten times a second.
/// </summary>
internal sealed class WaitingThread : LocalScheduler, IDisposable
{
    private readonly object _gate = new();
    private readonly PriorityQueue<(Func<IDisposable> Run, SingleAssignmentDisposable Handle), (TimeSpan Due, long Number)> _queue = new();
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _began;
    private readonly long _start;
    private readonly Thread _thread;
    private long _number;
    private bool _disposed;

    /// <summary>Starts the thread, which does not keep the process alive.</summary>
    /// <param name="name">Name of the thread.</param>
    /// <param name="time">Is asked once for the time of day, and then how much time has passed; that of the machine if null.</param>
    public WaitingThread(string name, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        (_began, _start) = (_time.GetUtcNow(), _time.GetTimestamp());
        _thread = new Thread(Work) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Goes on evenly where the clock of the machine is set.</summary>
    public override DateTimeOffset Now => _began + Elapsed;

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <inheritdoc/>
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        var handle = new SingleAssignmentDisposable();
        var due = Elapsed + (dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _queue.Enqueue((() => action(this, state), handle), (due, _number++));
            Monitor.Pulse(_gate);
        }

        return handle;
    }

    /// <summary>Ends the thread behind what it is at; nothing else that was scheduled is done.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Work()
    {
        while (Next() is var (run, handle))
        {
            if (!handle.IsDisposed)
            {
                handle.Disposable = run();
            }
        }
    }

    /// <summary>Waits for what is due first. Null when disposed.</summary>
    private (Func<IDisposable> Run, SingleAssignmentDisposable Handle)? Next()
    {
        lock (_gate)
        {
            while (!_disposed)
            {
                if (!_queue.TryPeek(out var next, out var priority))
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                double waitMs = Math.Ceiling((priority.Due - Elapsed).TotalMilliseconds);
                if (waitMs <= 0 || next.Handle.IsDisposed)
                {
                    return _queue.Dequeue();
                }

                Monitor.Wait(_gate, (int)Math.Min(waitMs, int.MaxValue));
            }

            return null;
        }
    }
}
