using System.Diagnostics;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Wire;

namespace OvsTop.Probes.Live;

/// <summary>
/// Attaches and detaches single probes of loaded programs, and knows how long each was on. The kernel takes its time for both, so a probe is
/// switched on in shared memory after it was attached and off before it is detached: it counts exactly while its time runs.
/// Attach and Detach from one thread at a time, the rest from any.
/// </summary>
internal sealed class ProbeSwitch : IDisposable
{
    private readonly BpfObject _programs;
    private readonly MappedMap<Control> _control;
    private readonly IReadOnlyList<IProbeAttacher> _attachers;
    private readonly ulong[] _closedNs = new ulong[ProbeTable.Slots];
    private readonly ulong[] _sinceNs = new ulong[ProbeTable.Slots];
    private readonly string?[] _refused = new string?[ProbeTable.Slots];
    private readonly Lock _lock = new();

    /// <summary>Makes the switches of loaded programs, all off.</summary>
    public ProbeSwitch(BpfObject programs, MappedMap<Control> control, IReadOnlyList<IProbeAttacher> attachers)
    {
        _programs = programs;
        _control = control;
        _attachers = attachers;
    }

    /// <summary>CLOCK_MONOTONIC, as the programs see it.</summary>
    public static ulong NowNs => (ulong)Stopwatch.GetElapsedTime(0).Ticks * 100;

    /// <summary>Every probe, as it is now.</summary>
    public IReadOnlyList<ProbeStatus> Probes
    {
        get
        {
            lock (_lock)
            {
                return [.. _attachers.SelectMany(a => a.Probes).Select(Now)];
            }
        }
    }

    /// <summary>True while a probe is on.</summary>
    public bool IsOn(ProbeId probe)
    {
        lock (_lock)
        {
            return _sinceNs[(int)probe] != 0;
        }
    }

    /// <summary>How a probe is attached, or would be.</summary>
    public ProbeMechanism MechanismOf(ProbeId probe)
    {
        foreach (var attacher in _attachers)
        {
            foreach (var status in attacher.Probes)
            {
                if (status.Probe.Id == probe && status.Available)
                {
                    return status.Mechanism;
                }
            }
        }

        return ProbeMechanism.None;
    }

    /// <summary>Run time and runs of a probe's program while BPF statistics were on; null when there is none.</summary>
    public (ulong Ns, ulong Runs)? RunTime(ProbeId probe)
    {
        foreach (var attacher in _attachers)
        {
            if (attacher.Probes.Any(p => p.Probe.Id == probe && p.Available) && attacher.ProgramOf(probe) is { } program)
            {
                return BpfStatistics.Of(_programs.ProgramFd(program));
            }
        }

        return null;
    }

    /// <summary>Attaches a probe and switches it on; nothing to do when it is.</summary>
    /// <exception cref="BpfException">Refused: from now on it is not available.</exception>
    public void Attach(ProbeId probe)
    {
        if (IsOn(probe))
        {
            return;
        }

        try
        {
            Owner(probe).Attach(_programs, probe);
        }
        catch (BpfException e)
        {
            lock (_lock)
            {
                _refused[(int)probe] = e.Message;
            }

            throw;
        }

        lock (_lock)
        {
            _sinceNs[(int)probe] = NowNs;
            Volatile.Write(ref _control.Span[0].SinceNs[(int)probe], _sinceNs[(int)probe]);
        }
    }

    /// <summary>Switches a probe off and detaches it; nothing to do when it is off.</summary>
    public void Detach(ProbeId probe)
    {
        lock (_lock)
        {
            if (_sinceNs[(int)probe] == 0)
            {
                return;
            }

            Volatile.Write(ref _control.Span[0].SinceNs[(int)probe], 0);
            _closedNs[(int)probe] += NowNs - _sinceNs[(int)probe];
            _sinceNs[(int)probe] = 0;
        }

        Owner(probe).Detach(probe);
    }

    /// <summary>Copies how long each probe was on until now.</summary>
    public void ReadTimes(ProbeTimes times)
    {
        lock (_lock)
        {
            ulong now = NowNs;
            times.TimeNs = now;
            times.On = 0;
            for (int i = 0; i < ProbeTable.Slots; i++)
            {
                times.Ns[i] = _closedNs[i] + (_sinceNs[i] == 0 ? 0 : now - _sinceNs[i]);
                times.On |= _sinceNs[i] == 0 ? 0 : 1u << i;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var probe in Probes.Where(p => p.Attached))
        {
            Detach(probe.Probe.Id);
        }

        foreach (var attacher in _attachers)
        {
            attacher.Dispose();
        }
    }

    private IProbeAttacher Owner(ProbeId probe) =>
        _attachers.FirstOrDefault(a => a.Probes.Any(p => p.Probe.Id == probe && p.Available)) ?? throw new InvalidOperationException($"{probe} cannot be attached");

    private ProbeStatus Now(ProbeStatus probe) =>
        _refused[(int)probe.Probe.Id] is { } why
            ? probe with { Mechanism = ProbeMechanism.None, Why = why }
            : probe with { Attached = _sinceNs[(int)probe.Probe.Id] != 0 };
}
