using OvsTop.Model.Events;
using OvsTop.Probes.Live;

namespace OvsTop.Benchmarks;

/// <summary>ovstop's own session with its consumer running, as in the program.</summary>
internal sealed class DrainedSession : IDisposable
{
    private readonly KernelSession _session;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _consumer;

    public DrainedSession(KernelSession session)
    {
        _session = session;
        _consumer = new Thread(Drain) { IsBackground = true };
        _consumer.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _consumer.Join();
        _session.Dispose();
        _stop.Dispose();
    }

    private void Drain()
    {
        var records = new RecordBuffer();
        while (!_stop.Wait(TimeSpan.FromMilliseconds(20)))
        {
            records.Clear();
            _session.DrainTo(records);
        }
    }
}
