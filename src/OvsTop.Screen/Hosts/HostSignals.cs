using System.Runtime.InteropServices;

namespace OvsTop.Screen.Hosts;

/// <summary>Signals as flags that a loop takes; each one also wakes the loop.</summary>
internal sealed class HostSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _ending;
    private readonly Action _wake;
    private bool _resized;
    private bool _stopRequested;
    private bool _continued;
    private int _end;

    /// <summary>Starts to listen.</summary>
    /// <param name="ending">Called at once on the signal's thread when a signal asks the program to end.</param>
    /// <param name="wake">Called after any signal.</param>
    /// <param name="jobControl">False when something else stops and continues the process.</param>
    public HostSignals(Action ending, Action wake, bool jobControl = true)
    {
        (_ending, _wake) = (ending, wake);
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, OnEnd));
        }

        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Raise(ref _resized)));
        if (!jobControl)
        {
            return;
        }

        // Left to itself .NET gives the terminal its first modes back on SIGCONT, maybe after the loop has made it raw: keys then wait for Enter.
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, context => Take(context, ref _continued)));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context => Take(context, ref _stopRequested)));
    }

    /// <summary>Number of the signal that asks the program to end, or 0.</summary>
    public int End => Volatile.Read(ref _end);

    /// <summary>True once after SIGTSTP.</summary>
    public bool TakeStop() => Interlocked.Exchange(ref _stopRequested, false);

    /// <summary>True once after SIGCONT.</summary>
    public bool TakeContinue() => Interlocked.Exchange(ref _continued, false);

    /// <summary>True once after SIGWINCH.</summary>
    public bool TakeResize() => Interlocked.Exchange(ref _resized, false);

    /// <summary>The terminal is gone: as good as SIGHUP.</summary>
    public void HangUp() => Interlocked.CompareExchange(ref _end, Libc.SIGHUP, 0);

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void OnEnd(PosixSignalContext context)
    {
        int number = context.Signal switch
        {
            PosixSignal.SIGHUP => Libc.SIGHUP,
            PosixSignal.SIGINT => Libc.SIGINT,
            PosixSignal.SIGQUIT => Libc.SIGQUIT,
            _ => Libc.SIGTERM,
        };

        // The second one ends the program the hard way, should it hang.
        context.Cancel = Interlocked.Exchange(ref _end, number) == 0;
        _ending();
        _wake();
    }

    private void Take(PosixSignalContext context, ref bool flag)
    {
        context.Cancel = true;
        Raise(ref flag);
    }

    private void Raise(ref bool flag)
    {
        Volatile.Write(ref flag, true);
        _wake();
    }
}
