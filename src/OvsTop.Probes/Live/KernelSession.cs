using System.Numerics;
using OvsTop.Model.Events;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Kernel;
using OvsTop.Probes.Wire;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Facts;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Probes.Live;

/// <summary>The kernel programs at work on one daemon, from loading to its end. Used from one thread, except where it says otherwise.</summary>
public sealed class KernelSession : IDisposable
{
    private static readonly Lazy<byte[]> Elf = new(ReadElf);

    private readonly BpfObject _programs;
    private readonly RingBuffer _ring;
    private readonly MappedMap<ThreadTally> _tallies;
    private readonly MappedMap<Control> _control;
    private readonly KernelFilter _filter;
    private readonly ProbeSwitch _probes;
    private readonly SocketReaders _readers;
    private readonly int _pid;
    private volatile int _handlers;
    private readonly KernelTalkers _talkers;

    private KernelSession(BpfObject programs, IReadOnlyList<IProbeAttacher> attachers, Daemon daemon)
    {
        _programs = programs;
        _control = new MappedMap<Control>(programs.MapFd(".data.control"), 1, writable: true);
        _ring = new RingBuffer(programs.MapFd("ring"));
        _tallies = new MappedMap<ThreadTally>(programs.MapFd("tallies"), TallyTable.Capacity, writable: false);
        _filter = new KernelFilter(programs, _control);
        _probes = new ProbeSwitch(programs, _control, attachers);
        _readers = attachers.OfType<KernelProbes>().Single().Readers;
        _pid = daemon.Pid;
        Shared.Tgid = (uint)_pid;
        _talkers = new KernelTalkers(programs) { FromKernel = _probes.Probes.Any(p => p.Probe.Id == ProbeId.DpUpcall && p.TellsKey) };
    }

    /// <summary>Every probe as it is now, in the order of the table. From any thread.</summary>
    public IReadOnlyList<ProbeStatus> Probes => _probes.Probes;

    /// <summary>ukey fingerprints seen so far: L0, L1, L2, unknown.</summary>
    public ReadOnlySpan<ulong> LayoutsSeen => Shared.Layouts;

    private ref Control Shared => ref _control.Span[0];

    /// <summary>Version of the installed libbpf.</summary>
    /// <exception cref="SourceException">There is none: exit code 3.</exception>
    public static string LibBpfVersion => LibBpf.Version;

    /// <summary>What <see cref="Start"/> would attach to.</summary>
    public static IReadOnlyList<ProbeStatus> Plan(Daemon daemon, UsdtScan scan, LiveOptions options) => [.. Attachers(daemon, scan, options).SelectMany(a => a.Probes)];

    /// <summary>Loads the programs of all probes that are there; nothing is attached yet.</summary>
    /// <param name="daemon">Whom to watch.</param>
    /// <param name="scan">Its notes.</param>
    /// <param name="options">Sizes and budget.</param>
    /// <exception cref="SourceException">Nothing to attach and nobody to ask, or the kernel refuses: exit code 3.</exception>
    public static KernelSession Open(Daemon daemon, UsdtScan scan, LiveOptions options)
    {
        var attachers = Attachers(daemon, scan, options);
        if (!attachers.SelectMany(a => a.Probes).Any(p => p.Available) && !FactsPoller.CanAsk(daemon))
        {
            throw new SourceException(Refusals.NoProbes(daemon), 3);
        }

        BpfObject? programs = null;
        try
        {
            programs = Load(attachers, options);
            var session = new KernelSession(programs, attachers, daemon);
            session.SetDetailBudget(options.DetailsPerSecond, daemon.CountThreads("handler"));
            session.Shared.ChurnNs = (ulong)options.ChurnWindow.Ticks * 100;
            session.SetDimensions(options.Talkers);
            session.Shared.PacketBytes = (uint)Math.Clamp(options.PacketBytes, 0, 256);
            return session;
        }
        catch (BpfException e)
        {
            programs?.Dispose();
            throw Refusals.Explain(e, daemon);
        }
    }

    /// <summary>Loads the programs and attaches all probes that are there.</summary>
    /// <param name="daemon">Whom to watch.</param>
    /// <param name="scan">Its notes.</param>
    /// <param name="options">Sizes and budget.</param>
    /// <exception cref="SourceException">Nothing to attach and nobody to ask, or the kernel refuses: exit code 3.</exception>
    public static KernelSession Start(Daemon daemon, UsdtScan scan, LiveOptions options)
    {
        var session = Open(daemon, scan, options);
        try
        {
            foreach (var probe in session.Probes.Where(p => p.Available))
            {
                session.Attach(probe.Probe.Id);
            }

            return session;
        }
        catch (BpfException e)
        {
            session.Dispose();
            throw Refusals.Explain(e, daemon);
        }
    }

    /// <summary>Attaches one probe; it counts from then on. Attach and Detach may be called from a thread of their own, one at a time.</summary>
    /// <exception cref="BpfException">Refused: the probe is not available any more.</exception>
    internal void Attach(ProbeId probe)
    {
        try
        {
            _probes.Attach(probe);
        }
        catch (BpfException) when (probe == ProbeId.DpUpcall)
        {
            _talkers.FromKernel = false;
            throw;
        }
    }

    /// <summary>Detaches one probe; it stops counting at once, the kernel takes up to a tenth of a second to detach. Its counts stay.</summary>
    internal void Detach(ProbeId probe) => _probes.Detach(probe);

    /// <summary>Measures what a hit costs here, as far as that is known before there are hits.</summary>
    public HitCosts MeasureCosts()
    {
        var costs = new ProbeCosts();
        using var calibration = new Calibration(this, costs);
        calibration.Measure();
        return new HitCosts(Probes.Where(p => p.Available).ToDictionary(p => p.Probe.Id, p => costs.Ns(p.Probe.Id, p.Mechanism)), costs.TrapNs);
    }

    /// <summary>How a probe is attached, or would be.</summary>
    internal ProbeMechanism MechanismOf(ProbeId probe) => _probes.MechanismOf(probe);

    /// <summary>Run time in ns and runs of a probe's program while BPF statistics were on; null when there is none.</summary>
    internal (ulong Ns, ulong Runs)? RunTime(ProbeId probe) => _probes.RunTime(probe);

    /// <summary>Attaches a program that does nothing to code of this process.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    internal BpfLink AttachCalibration(string path) => _programs.AttachUprobe("calibrate", Environment.ProcessId, path, 0);

    /// <summary>Sums up the hits of all threads, by probe. From any thread.</summary>
    internal void ReadHits(Span<ulong> hits)
    {
        hits.Clear();
        int used = (int)Math.Clamp(Volatile.Read(ref Shared.SlotsUsed), 1u, TallyTable.Capacity);
        foreach (ref readonly var row in _tallies.Span[..used])
        {
            for (int probe = 0; probe < ProbeTable.Slots; probe++)
            {
                hits[probe] += row.Hits[probe];
            }
        }
    }

    /// <summary>Copies how long each probe was attached until now. From any thread.</summary>
    public void ReadTimes(ProbeTimes times) => _probes.ReadTimes(times);

    /// <summary>Detail records each thread may send per <see cref="Control.WindowSeconds"/>.</summary>
    internal uint DetailsWindow => Shared.DetailsWindow;

    /// <summary>Limits the details; takes effect at once. From any thread.</summary>
    /// <param name="perSecond">Over all handlers; null all.</param>
    /// <param name="handlers">How many the daemon has: they share it.</param>
    public void SetDetailBudget(int? perSecond, int handlers)
    {
        _handlers = handlers;
        Shared.DetailsWindow = perSecond switch
        {
            null => Control.AllDetails,
            <= 0 => 0,
            { } n => (uint)Math.Max(1, Math.Round(n * Control.WindowSeconds / Math.Max(1, handlers))),
        };
    }

    /// <summary>
    /// Sets the filter; takes effect with the next hit. Details come only of what passes it (besides main loop and dumps), what passes is
    /// counted from zero on, and all other counts go on.
    /// </summary>
    /// <param name="filter">The table, its generation does not matter; null no filter.</param>
    public void SetFilter(KernelPredicates? filter)
    {
        ulong upcalls = filter is null ? Upcalls(_tallies.Span, isFiltered: false) : 0;
        _filter.Set(filter);
        _talkers.Restart(_filter.Generation, upcalls, Unattributed);
    }

    /// <summary>Sets by what upcalls are counted; what comes begins at zero.</summary>
    public void SetDimensions(TalkerDimensions dimensions) =>
        _talkers.SetDimensions(dimensions, _filter.Generation == 0 ? Upcalls(_tallies.Span, isFiltered: false) : _filter.Upcalls, Unattributed);

    /// <summary>
    /// Follows packets through all their rounds, whatever the filter makes of the later ones, and the flows they put to their end; from the next hit
    /// on.
    /// </summary>
    public void SetFollow(bool follow) => Volatile.Write(ref Shared.Follow, follow ? 1u : 0);

    /// <summary>The talkers should be read soon, or the kernel's maps will be full.</summary>
    public bool HasTalkersWaiting => _talkers.IsPressed;

    /// <summary>Reads who caused upcalls: all of them, or those that passed the filter since it was set. Read before the tallies.</summary>
    /// <param name="talkers">Receives the rows; totals come with <see cref="CompleteTalkers"/>.</param>
    public void ReadTalkers(TalkerTable talkers) => _talkers.Read(talkers);

    /// <summary>Sets totals and what was missed.</summary>
    /// <param name="talkers">What <see cref="ReadTalkers"/> read.</param>
    /// <param name="tallies">What was read after it: all counts, or under a filter those that matched.</param>
    public void CompleteTalkers(TalkerTable talkers, TallyTable tallies) => _talkers.Complete(talkers, Upcalls(tallies.Slots, _filter.Generation != 0), Unattributed);

    /// <summary>
    /// Copies the counts of what passed the filter since it was set: hits, upcall types, results, reasons, puts and the stages translate and
    /// translate_execute; batches, main loop and dumps stay 0. A put or execute passes when its recv_upcall did, KEEP verdicts are not judged,
    /// and a key that cannot be read whole passes.
    /// </summary>
    /// <param name="all">What <see cref="ReadTallies"/> read: rows and names are the same.</param>
    /// <param name="matched">Receives the counts; all 0 without a filter.</param>
    public void ReadMatched(TallyTable all, TallyTable matched) => _filter.Read(all, matched);

    /// <summary>Takes the waiting records.</summary>
    public int DrainTo(RecordBuffer records) => _ring.Drain(records);

    /// <summary>Copies the counts, and finds out who reads sockets that are new.</summary>
    public void ReadTallies(TallyTable table)
    {
        int used = (int)Math.Clamp(Volatile.Read(ref Shared.SlotsUsed), 1u, TallyTable.Capacity);
        table.Load(_tallies.Span[..used]);
        _readers.Update(_programs, table, _pid, _handlers);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _probes.Dispose();
        _ring.Dispose();
        _tallies.Dispose();
        _filter.Dispose();
        _talkers.Dispose();
        _control.Dispose();
        _programs.Dispose();
    }

    /// <summary>All kinds of probes. A new kind is a line here.</summary>
    private static IReadOnlyList<IProbeAttacher> Attachers(Daemon daemon, UsdtScan scan, LiveOptions options) =>
        [new UsdtProbes(daemon.Pid, scan, options.Only), new KernelProbes(options.Only, options.Kernel)];

    /// <summary>Upcalls of threads that have no row: talkers do not have them either.</summary>
    private ulong Unattributed => _filter.Generation == 0 && !_talkers.FromKernel ? _tallies.Span[0].Hits[(int)ProbeId.RecvUpcall] : 0;

    /// <summary>What talkers are counted at: under a filter always recv_upcall.</summary>
    private ulong Upcalls(ReadOnlySpan<ThreadTally> tallies, bool isFiltered)
    {
        var probe = _talkers.FromKernel && !isFiltered ? ProbeId.DpUpcall : ProbeId.RecvUpcall;
        ulong sum = 0;
        foreach (ref readonly var tally in tallies)
        {
            sum += tally.Hits[(int)probe];
        }

        return sum;
    }

    private static BpfObject Load(IReadOnlyList<IProbeAttacher> attachers, LiveOptions options)
    {
        while (true)
        {
            var programs = BpfObject.Open(Elf.Value, "ovstop\0"u8);
            try
            {
                foreach (var attacher in attachers)
                {
                    attacher.Configure(programs);
                }

                programs.SetInitial(".rodata.pids", PidNamespace.Own);
                programs.SetMaxEntries("ring", BitOperations.RoundUpToPowerOf2((uint)Math.Max(options.RingBytes, Environment.SystemPageSize)));
                programs.Load();
                return programs;
            }
            catch (BpfException e)
            {
                programs.Dispose();
                if (ProcessCapabilities.Missing().Count > 0 || !attachers.Any(a => a.GiveWay(e)))
                {
                    throw;
                }
            }
        }
    }

    private static byte[] ReadElf()
    {
        using var stream = typeof(KernelSession).Assembly.GetManifestResourceStream("ovstop.bpf.o")
            ?? throw new InvalidOperationException("the kernel programs are not embedded");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
