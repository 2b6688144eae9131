using OvsTop.Model.Events;
using OvsTop.Probes.Bpf;

namespace OvsTop.Probes.Live;

/// <summary>
/// A kind of probes: the daemon's USDT probes, the kernel's. All programs are in one object, loaded once; links are made and dropped while it runs.
/// Used from one thread at a time. Times and switches (control.since_ns) are kept by <see cref="ProbeSwitch"/>, not here.
/// </summary>
internal interface IProbeAttacher : IDisposable
{
    /// <summary>
    /// Its probes in the order of the table, those it cannot attach included: <see cref="ProbeStatus.Mechanism"/> None and the reason.
    /// Fixed when made, <see cref="ProbeStatus.Attached"/> false.
    /// </summary>
    IReadOnlyList<ProbeStatus> Probes { get; }

    /// <summary>Before the programs are loaded: excludes those that cannot be attached here, fills read-only data.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    void Configure(BpfObject programs);

    /// <summary>Name of the program of one of its available probes, whose run time is what a hit costs; null when it has none of its own.</summary>
    string? ProgramOf(ProbeId probe) => null;

    /// <summary>
    /// The kernel refused the programs as they were configured. Leaves out what is most likely to blame, for another try with a new object.
    /// </summary>
    /// <returns>False when there is nothing it could leave out.</returns>
    bool GiveWay(BpfException refusal);

    /// <summary>Attaches one of its available probes that is not attached, everywhere it is.</summary>
    /// <exception cref="BpfException">Refused; nothing is attached then.</exception>
    void Attach(BpfObject programs, ProbeId probe);

    /// <summary>Detaches one of its probes; returns when the kernel has. Nothing to do when it is not attached.</summary>
    void Detach(ProbeId probe);
}
