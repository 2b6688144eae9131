using OvsTop.Model.Events;

namespace OvsTop.Probes.Live;

/// <summary>
/// What one hit of each probe costs, ns: getting to the program and back by its mechanism, and the program's own run time. Assumed until
/// measured; the assumptions are what was measured on one virtual machine, about twice the figures published for bare metal.
/// </summary>
internal sealed class ProbeCosts
{
    private const double DefaultUsdtTrapNs = 600;
    private const double DefaultUpcallProgramNs = 500;
    private const double DefaultProgramNs = 120;

    private readonly double[] _programNs = new double[ProbeTable.Slots];
    private readonly bool[] _measured = new bool[ProbeTable.Slots];

    /// <summary>Assumes everything.</summary>
    public ProbeCosts()
    {
        Array.Fill(_programNs, DefaultProgramNs);
        foreach (var probe in (ReadOnlySpan<ProbeId>)[ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute])
        {
            _programNs[(int)probe] = DefaultUpcallProgramNs;
        }
    }

    /// <summary>The trap of a uprobe, ns; null while it is assumed.</summary>
    public double? TrapNs { get; set; }

    /// <summary>Cost of a hit, ns.</summary>
    public double Ns(ProbeId probe, ProbeMechanism mechanism) => _programNs[(int)probe] + mechanism switch
    {
        ProbeMechanism.Usdt => TrapNs ?? DefaultUsdtTrapNs,
        ProbeMechanism.Tracepoint => 25,
        ProbeMechanism.Fentry => 25,
        ProbeMechanism.Kprobe => 140,
        _ => 0,
    };

    /// <summary>True when nothing about a probe is assumed; what kernel mechanisms take besides the program always is.</summary>
    public bool IsMeasured(ProbeId probe, ProbeMechanism mechanism) => _measured[(int)probe] && (mechanism != ProbeMechanism.Usdt || TrapNs is not null);

    /// <summary>Takes over the run time of a probe's program, ns a run.</summary>
    public void SetProgram(ProbeId probe, double ns)
    {
        _programNs[(int)probe] = ns;
        _measured[(int)probe] = true;
    }
}
