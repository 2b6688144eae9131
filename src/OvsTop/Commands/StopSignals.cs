using System.Reactive;
using System.Reactive.Subjects;
using System.Runtime.InteropServices;

namespace OvsTop.Commands;

/// <summary>SIGINT and SIGTERM end a command without a screen as the end of its source would: what it has is written, then it leaves.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly ReplaySubject<Unit> _stop = new(1);
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignals()
    {
        _interrupt = On(PosixSignal.SIGINT, CommandLine.Interrupted);
        _terminate = On(PosixSignal.SIGTERM, 0);
    }

    /// <summary>Gives a value when a signal has come, to those too who ask later.</summary>
    public IObservable<Unit> Stop => _stop;

    /// <summary>0, or 130 after SIGINT.</summary>
    public int ExitCode { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal, int exitCode) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        ExitCode = exitCode;
        _stop.OnNext(Unit.Default);
    });
}
