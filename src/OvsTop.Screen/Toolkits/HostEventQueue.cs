using OvsTop.Screen.Hosts;

namespace OvsTop.Screen.Toolkits;

/// <summary>What has happened on the thread of a toolkit, until the thread of the screen asks. All members from any thread.</summary>
public sealed class HostEventQueue
{
    private readonly Queue<HostEvent> _events = new();
    private readonly object _changed = new();
    private Exception? _failure;

    /// <summary>Adds an event; one that says no more than one that waits already is left out.</summary>
    public void Add(HostEvent happened)
    {
        lock (_changed)
        {
            if (happened.Kind == HostEventKind.Key || !_events.Contains(happened))
            {
                _events.Enqueue(happened);
                Monitor.Pulse(_changed);
            }
        }
    }

    /// <summary>The toolkit has failed: once the events before are taken, <see cref="Take"/> says so.</summary>
    public void Fail(Exception failure)
    {
        lock (_changed)
        {
            _failure ??= failure;
            Monitor.PulseAll(_changed);
        }
    }

    /// <summary>Waits for the next event.</summary>
    /// <param name="timeoutMs">At most so long; -1 for ever.</param>
    /// <exception cref="HostException">The toolkit has failed.</exception>
    public HostEvent Take(int timeoutMs)
    {
        long end = Environment.TickCount64 + timeoutMs;
        lock (_changed)
        {
            while (true)
            {
                if (_events.TryDequeue(out var happened))
                {
                    return happened;
                }

                if (_failure is not null)
                {
                    throw new HostException($"Terminal.Gui failed: {_failure.Message}: use '--host ansi'", 1);
                }

                long left = timeoutMs < 0 ? Timeout.Infinite : Math.Max(0, end - Environment.TickCount64);
                if (left == 0 || !Monitor.Wait(_changed, (int)left))
                {
                    return new HostEvent(HostEventKind.Timeout);
                }
            }
        }
    }
}
