using OvsTop.Model.Events;
using OvsTop.Probes.Bpf;

namespace OvsTop.Probes.Live;

/// <summary>
/// Measures what a hit costs here. The trap: a page of machine code that does nothing, called with and without a uprobe on it. The programs: their own
/// run time from the kernel's BPF statistics, switched on for one tick in thirty, for they cost too. What the kernel refuses stays assumed.
/// </summary>
internal sealed class Calibration(KernelSession session, ProbeCosts costs) : IDisposable
{
    private const int EveryTicks = 30;
    private const int HurriedTicks = 3;
    private const int Rounds = 5;
    private const int Calls = 2000;
    private const uint FewestRuns = 20;

    private readonly (ulong Ns, ulong Runs)[] _before = new (ulong, ulong)[ProbeTable.Slots];
    private BpfStatistics? _statistics;
    private int _ticks;

    /// <summary>Measures the trap, and begins to measure programs.</summary>
    public void Measure()
    {
        using var code = IdleCode.TryMake();
        if (code is not null)
        {
            try
            {
                double bare = code.NsPerCall(Rounds, Calls);
                using var link = session.AttachCalibration(code.Path);
                costs.TrapNs = Math.Max(0, code.NsPerCall(Rounds, Calls) - bare);
            }
            catch (BpfException)
            {
                // Refused here is not refused there: the trap stays assumed, and the screen says so.
                costs.TrapNs = null;
            }
        }

        Begin();
    }

    /// <summary>A tick: ends a measurement of programs, or begins one when it is time.</summary>
    /// <param name="hurry">Much of the cost is assumed: do not wait long.</param>
    public void Refresh(bool hurry)
    {
        if (_statistics is not null)
        {
            End();
        }
        else if (++_ticks >= (hurry ? HurriedTicks : EveryTicks))
        {
            _ticks = 0;
            Begin();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statistics?.Dispose();

    private void Begin()
    {
        _statistics = BpfStatistics.TryEnable();
        foreach (var probe in ProbeTable.All)
        {
            _before[(int)probe.Id] = session.RunTime(probe.Id) ?? default;
        }
    }

    private void End()
    {
        foreach (var probe in ProbeTable.All)
        {
            if (session.RunTime(probe.Id) is var (ns, runs) && runs - _before[(int)probe.Id].Runs is var more && more >= FewestRuns)
            {
                costs.SetProgram(probe.Id, (double)(ns - _before[(int)probe.Id].Ns) / more);
            }
        }

        _statistics?.Dispose();
        _statistics = null;
    }
}
