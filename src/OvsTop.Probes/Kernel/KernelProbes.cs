using OvsTop.Model.Events;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Live;
using OvsTop.Probes.Wire;

namespace OvsTop.Probes.Kernel;

/// <summary>
/// The kernel's side of an upcall: the tracepoint at its start, return values and times of the functions that send it, put flows and execute packets;
/// where those cannot be probed, the sendmsg around them. Each by the cheapest mechanism that this kernel has.
/// </summary>
internal sealed class KernelProbes : IProbeAttacher
{
    private const string UpcallProgram = "dp_upcall", PlainUpcallProgram = "dp_upcall_no_btf";
    private static readonly (ProbeId Id, string Tracepoint, string Program)[] Sendmsg =
        [(ProbeId.SendmsgEnter, "sys_enter_sendmsg", "sendmsg_enter"), (ProbeId.SendmsgReturn, "sys_exit_sendmsg", "sendmsg_return")];

    private readonly KernelFunctions _functions;
    private readonly SortedDictionary<ProbeId, ProbeStatus> _probes = [];
    private volatile IReadOnlyList<ProbeStatus> _published = [];
    private readonly Dictionary<ProbeId, BpfLink> _links = [];
    private readonly IReadOnlySet<string>? _only;
    private readonly KernelWays _ways;
    private UpcallLayout? _layout;

    /// <summary>Finds out what this kernel has.</summary>
    /// <param name="only">Event names wanted; null all.</param>
    /// <param name="ways">The best mechanism that may be used.</param>
    public KernelProbes(IReadOnlySet<string>? only, KernelWays ways)
    {
        _ways = ways;
        _functions = new KernelFunctions([.. KernelProbe.All.Select(p => p.Function).Append(SocketReaders.Function).Distinct()]);
        if (ways >= KernelWays.Kprobe)
        {
            _functions.ForgetTrampolines();
        }

        Readers = new SocketReaders(_functions);
        _only = only;
        Survey();
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProbeStatus> Probes => _published;

    /// <summary>Finds out who reads which upcall socket.</summary>
    public SocketReaders Readers { get; }

    /// <inheritdoc/>
    public void Configure(BpfObject programs)
    {
        bool upcall = _probes[ProbeId.DpUpcall].Available;
        ExcludeUnless(programs, UpcallProgram, upcall && _functions.HasBtf);
        ExcludeUnless(programs, PlainUpcallProgram, upcall && !_functions.HasBtf);
        foreach (var probe in KernelProbe.All)
        {
            bool available = _probes[probe.Id].Available;
            ExcludeUnless(programs, probe.Fentry, available && _probes[probe.Id].Mechanism == ProbeMechanism.Fentry);
            ExcludeUnless(programs, probe.Kprobe, available && _functions.CanKprobe(probe.Function));
        }

        foreach (var (id, _, program) in Sendmsg)
        {
            ExcludeUnless(programs, program, _probes[id].Available);
        }

        Readers.Configure(programs, upcall);
        programs.SetInitial(".rodata.upcall", _layout ?? default);
        programs.SetMaxEntries("queues", (uint)Math.Clamp(Environment.ProcessorCount * 4, 32, 256));
    }

    /// <inheritdoc/>
    public void Attach(BpfObject programs, ProbeId probe) => _links.Add(probe, Link(programs, probe));

    /// <inheritdoc/>
    public void Detach(ProbeId probe)
    {
        if (_links.Remove(probe, out var link))
        {
            link.Dispose();
        }
    }

    /// <inheritdoc/>
    public string? ProgramOf(ProbeId probe) => KernelProbe.All.FirstOrDefault(p => p.Id == probe) is { } function
        ? _probes[probe].Mechanism == ProbeMechanism.Fentry ? function.Fentry : function.Kprobe
        : probe == ProbeId.DpUpcall ? Upcall : Sendmsg.First(s => s.Id == probe).Program;

    /// <inheritdoc/>
    public bool GiveWay(BpfException refusal)
    {
        if (_functions.HasBtf)
        {
            _functions.ForgetBtf();
            Survey();
            return true;
        }

        bool any = _probes.Values.Any(p => p.Available);
        foreach (var (id, probe) in _probes.ToArray())
        {
            _probes[id] = probe with { Sites = 0, Mechanism = ProbeMechanism.None, Why = probe.Available ? $"the kernel refuses the programs: {refusal.Message}" : probe.Why };
        }

        Publish();
        return any;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Readers.Dispose();
        foreach (var link in _links.Values)
        {
            link.Dispose();
        }

        _links.Clear();
    }

    private void Survey()
    {
        Add(ProbeId.DpUpcall, FindUpcall(out _layout) is { Length: > 0 } missing ? missing : Forbidden(KernelWays.None), ProbeMechanism.Tracepoint);
        foreach (var probe in KernelProbe.All)
        {
            var mechanism = _functions.MechanismOf(probe.Function);
            Add(probe.Id, mechanism == ProbeMechanism.None ? KernelFunctions.WhyNot(probe.Function) : Forbidden(KernelWays.Sendmsg), mechanism);
        }

        bool commands = _probes[ProbeId.FlowCmdNewEnter].Available && _probes[ProbeId.PacketCmdExecuteEnter].Available;
        foreach (var (id, tracepoint, _) in Sendmsg)
        {
            Add(id, commands ? "not needed: the kernel's put and execute can be probed" : FindSyscall(tracepoint) is { Length: > 0 } why ? why : Forbidden(KernelWays.None), ProbeMechanism.Tracepoint);
        }

        Publish();
    }

    /// <summary>A mechanism changes while it is attached, and others look at the probes meanwhile.</summary>
    private void Publish() => _published = [.. _probes.Values];

    private string Upcall => _functions.HasBtf ? UpcallProgram : PlainUpcallProgram;

    private BpfLink Link(BpfObject programs, ProbeId id)
    {
        if (KernelProbe.All.FirstOrDefault(p => p.Id == id) is not { } probe)
        {
            return programs.Attach(ProgramOf(id)!);
        }

        if (_probes[id].Mechanism == ProbeMechanism.Fentry)
        {
            try
            {
                return programs.Attach(probe.Fentry);
            }
            catch (BpfException) when (_functions.CanKprobe(probe.Function))
            {
                // Known where trampolines are not: arm64 before Linux 6.0, kernels without CONFIG_FUNCTION_TRACER.
                _probes[id] = _probes[id] with { Mechanism = ProbeMechanism.Kprobe };
                Publish();
            }
        }

        return programs.Attach(probe.Kprobe);
    }

    private static string FindUpcall(out UpcallLayout? layout)
    {
        layout = null;
        if (!TracepointFormat.IsMounted)
        {
            return "tracefs is not mounted: mount -t tracefs tracefs /sys/kernel/tracing";
        }

        if (TracepointFormat.Read("openvswitch", "ovs_dp_upcall") is not { } format)
        {
            return "no such tracepoint: the openvswitch module is not loaded, or the kernel is older than 5.14";
        }

        try
        {
            const int View = UpcallLayout.ViewBytes;
            layout = new UpcallLayout
            {
                Skb = format.OffsetOf("skbaddr", 8, View),
                Length = format.OffsetOf("len", 4, View),
                DataLength = format.OffsetOf("data_len", 4, View),
                GsoSize = format.OffsetOf("gso_size", 2, View),
                RecircId = format.OffsetOf("recirc_id", 4, View),
                CtState = format.OffsetOf("key_ct_state", 1, View),
                CtZone = format.OffsetOf("key_ct_zone", 2, View),
                Command = format.OffsetOf("upcall_cmd", 1, View),
                Port = format.OffsetOf("upcall_port", 4, View),
                Key = format.OffsetOf("keyaddr", 8, View),
            };
            return "";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>Why something is not used although it is there; empty when it may be.</summary>
    /// <param name="from">The first setting that forbids it.</param>
    private string Forbidden(KernelWays from) => _ways >= from ? $"the setting probes.kernel is {_ways.ToString().ToLowerInvariant()}" : "";

    private static string FindSyscall(string tracepoint) =>
        !TracepointFormat.IsMounted ? "tracefs is not mounted: mount -t tracefs tracefs /sys/kernel/tracing"
        : TracepointFormat.Read("syscalls", tracepoint) is null ? "this kernel does not trace system calls (CONFIG_FTRACE_SYSCALLS)"
        : "";

    private static void ExcludeUnless(BpfObject programs, string program, bool wanted)
    {
        if (!wanted)
        {
            programs.Exclude(program);
        }
    }

    private void Add(ProbeId id, string why, ProbeMechanism mechanism)
    {
        var info = ProbeTable.Find(id)!;
        bool wanted = _only is null || _only.Contains(info.EventName);
        bool available = why.Length == 0 && wanted;
        _probes[id] = new ProbeStatus(info, why.Length == 0 ? 1 : 0, false, "", why.Length == 0 && !wanted ? "not wanted" : why)
        {
            Mechanism = available ? mechanism : ProbeMechanism.None,
            TellsKey = available && id == ProbeId.DpUpcall && _functions.HasFlowKey,
        };
    }
}
