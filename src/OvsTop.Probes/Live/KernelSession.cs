using System.Numerics;
using OvsTop.Model.Events;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Wire;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Probes.Live;

/// <summary>The kernel programs at work on one daemon, from attaching to its end. Used from one thread.</summary>
public sealed class KernelSession : IDisposable
{
    private static readonly Lazy<byte[]> Elf = new(ReadElf);

    private readonly BpfObject _programs;
    private readonly RingBuffer _ring;
    private readonly MappedMap<ThreadTally> _tallies;
    private readonly MappedMap<Control> _control;
    private readonly KernelFilter _filter;

    private KernelSession(BpfObject programs, IReadOnlyList<ProbeStatus> probes)
    {
        _programs = programs;
        Probes = probes;
        _control = new MappedMap<Control>(programs.MapFd(".data.control"), 1, writable: true);
        _ring = new RingBuffer(programs.MapFd("ring"));
        _tallies = new MappedMap<ThreadTally>(programs.MapFd("tallies"), TallyTable.Capacity, writable: false);
        _filter = new KernelFilter(programs, _control);
    }

    /// <summary>What became of every USDT probe, in the order of the table.</summary>
    public IReadOnlyList<ProbeStatus> Probes { get; }

    /// <summary>ukey fingerprints seen so far: L0, L1, L2, unknown.</summary>
    public ReadOnlySpan<ulong> LayoutsSeen => Shared.Layouts;

    private ref Control Shared => ref _control.Span[0];

    /// <summary>Version of the installed libbpf.</summary>
    /// <exception cref="SourceException">There is none: exit code 3.</exception>
    public static string LibBpfVersion => LibBpf.Version;

    /// <summary>What <see cref="Start"/> would attach to.</summary>
    public static IReadOnlyList<ProbeStatus> Plan(UsdtScan scan) =>
        [.. SitePlan.Make(scan, null).Select(plan => Status(plan) with { Attached = false })];

    /// <summary>Loads the programs and attaches what the daemon has.</summary>
    /// <param name="daemon">Whom to watch.</param>
    /// <param name="scan">Its notes.</param>
    /// <param name="options">Sizes and budget.</param>
    /// <exception cref="SourceException">Nothing to attach, or the kernel refuses: exit code 3.</exception>
    public static KernelSession Start(Daemon daemon, UsdtScan scan, LiveOptions options)
    {
        var plans = SitePlan.Make(scan, options.Only);
        if (plans.All(p => p.Sites.Count == 0))
        {
            throw new SourceException(Refusals.NoProbes(daemon), 3);
        }

        BpfObject? programs = null;
        try
        {
            programs = Load(plans, options);
            var session = new KernelSession(programs, [.. plans.Select(Status)]);
            session.SetDetailBudget(options.DetailsPerSecond, daemon.CountThreads("handler"));
            session.Shared.PacketBytes = (uint)Math.Clamp(options.PacketBytes, 0, 256);
            foreach (var plan in plans)
            {
                Attach(programs, daemon.Pid, plan);
            }

            return session;
        }
        catch (BpfException e)
        {
            programs?.Dispose();
            throw Refusals.Explain(e, daemon);
        }
    }

    /// <summary>Limits the details; takes effect at once.</summary>
    /// <param name="perSecond">Over all handlers; null all.</param>
    /// <param name="handlers">How many share it.</param>
    public void SetDetailBudget(int? perSecond, int handlers) =>
        Shared.DetailsWindow = perSecond switch
        {
            null => Control.AllDetails,
            <= 0 => 0,
            { } n => (uint)Math.Max(1, Math.Round(n * Control.WindowSeconds / Math.Max(1, handlers))),
        };

    /// <summary>
    /// Sets the filter; takes effect with the next hit. Details come only of what passes it (besides main loop and dumps), what passes is
    /// counted from zero on, and all other counts go on.
    /// </summary>
    /// <param name="filter">The table, its generation does not matter; null no filter.</param>
    public void SetFilter(KernelPredicates? filter) => _filter.Set(filter);

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

    /// <summary>Copies the counts.</summary>
    public void ReadTallies(TallyTable table)
    {
        int used = (int)Math.Clamp(Volatile.Read(ref Shared.SlotsUsed), 1u, TallyTable.Capacity);
        table.Load(_tallies.Span[..used]);
    }

    /// <summary>Detaches all probes; counts and records stay readable.</summary>
    public void Detach() => _programs.Detach();

    /// <inheritdoc/>
    public void Dispose()
    {
        _programs.Detach();
        _ring.Dispose();
        _tallies.Dispose();
        _filter.Dispose();
        _control.Dispose();
        _programs.Dispose();
    }

    private static BpfObject Load(IReadOnlyList<SitePlan> plans, LiveOptions options)
    {
        var programs = BpfObject.Open(Elf.Value, "ovstop\0"u8);
        try
        {
            var sites = new SiteTable();
            foreach (var plan in plans)
            {
                if (plan.Sites.Count == 0)
                {
                    programs.Exclude(plan.Probe.EventName);
                }
                else
                {
                    plan.Fill(ref sites);
                }
            }

            programs.SetInitial(".rodata.sites", sites);
            programs.SetMaxEntries("ring", BitOperations.RoundUpToPowerOf2((uint)Math.Max(options.RingBytes, Environment.SystemPageSize)));
            programs.Load();
            return programs;
        }
        catch (BpfException)
        {
            programs.Dispose();
            throw;
        }
    }

    private static void Attach(BpfObject programs, int pid, SitePlan plan)
    {
        foreach (var site in plan.Sites)
        {
            programs.AttachUprobe(plan.Probe.EventName, pid, site.FilePath, site.FileOffset);
        }
    }

    private static ProbeStatus Status(SitePlan plan) =>
        new(plan.Probe, plan.Sites.Count, plan.Sites.Count > 0, plan.Sites is [var first, ..] ? first.Arguments : "", plan.Why);

    private static byte[] ReadElf()
    {
        using var stream = typeof(KernelSession).Assembly.GetManifestResourceStream("ovstop.bpf.o")
            ?? throw new InvalidOperationException("the kernel programs are not embedded");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
