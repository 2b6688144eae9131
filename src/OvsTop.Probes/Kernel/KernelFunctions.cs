using OvsTop.Model.Events;
using OvsTop.Probes.Bpf;

namespace OvsTop.Probes.Kernel;

/// <summary>By which mechanism functions of the running kernel and of its openvswitch module can be probed.</summary>
internal sealed class KernelFunctions
{
    private const uint BtfKindStruct = 4; // BTF_KIND_*, linux/btf.h
    private const uint BtfKindFunc = 12;
    private const string Module = "openvswitch";
    private readonly HashSet<string> _fentry = [];
    private readonly HashSet<string> _kprobe = [];

    /// <summary>Looks for functions in BTF, and for those that it does not know among the symbols.</summary>
    public KernelFunctions(IReadOnlyCollection<string> functions)
    {
        FindInBtf(functions);
        if (!File.Exists("/sys/bus/event_source/devices/kprobe/type"))
        {
            return;
        }

        _kprobe.UnionWith(_fentry);
        if (functions.Any(f => !_kprobe.Contains(f)))
        {
            FindSymbols(functions);
        }
    }

    /// <summary>True where the programs can find the parts of kernel structs (CO-RE).</summary>
    public bool HasBtf { get; private set; } = File.Exists("/sys/kernel/btf/vmlinux");

    /// <summary>True where the programs can read the module's flow keys, too.</summary>
    public bool HasFlowKey { get; private set; }

    /// <summary>From now on it is as if the kernel had no trampolines.</summary>
    public void ForgetTrampolines() => _fentry.Clear();

    /// <summary>From now on it is as if the kernel had no BTF.</summary>
    public void ForgetBtf()
    {
        HasBtf = false;
        HasFlowKey = false;
        _fentry.Clear();
    }

    /// <summary>The cheapest mechanism for a function; None if there is none.</summary>
    public ProbeMechanism MechanismOf(string function) =>
        _fentry.Contains(function) ? ProbeMechanism.Fentry : CanKprobe(function) ? ProbeMechanism.Kprobe : ProbeMechanism.None;

    /// <summary>True when a kprobe is possible, whatever else is.</summary>
    public bool CanKprobe(string function) => _kprobe.Contains(function);

    /// <summary>Why a function has no mechanism, in a sentence.</summary>
    public static string WhyNot(string function) => (Directory.Exists($"/sys/module/{Module}"), File.Exists("/sys/bus/event_source/devices/kprobe/type")) switch
    {
        (false, _) => $"the kernel's {Module} module is not loaded: a userspace datapath, or no datapath yet",
        (_, false) => $"this kernel has neither BTF for {function} nor kprobes (CONFIG_KPROBE_EVENTS)",
        _ => $"this kernel has no function {function}",
    };

    private void FindInBtf(IReadOnlyCollection<string> functions)
    {
        if (!HasBtf)
        {
            return;
        }

        nint kernel = LibBpf.btf__load_vmlinux_btf();
        if (kernel == 0)
        {
            return;
        }

        nint module = File.Exists($"/sys/kernel/btf/{Module}") ? LibBpf.btf__load_module_btf(Module, kernel) : 0;

        // The BTF of a module holds that of the kernel.
        nint btf = module != 0 ? module : kernel;
        _fentry.UnionWith(functions.Where(f => LibBpf.btf__find_by_name_kind(btf, f, BtfKindFunc) > 0));
        HasFlowKey = LibBpf.btf__find_by_name_kind(btf, "sw_flow_key", BtfKindStruct) > 0;
        if (module != 0)
        {
            LibBpf.btf__free(module);
        }

        LibBpf.btf__free(kernel);
    }

    private void FindSymbols(IReadOnlyCollection<string> functions)
    {
        // ffffffffc0bef960 t ovs_flow_cmd_set	[openvswitch]
        foreach (string line in File.ReadLines("/proc/kallsyms"))
        {
            int start = line.IndexOf(' ') + 3;
            if (start > 2 && start < line.Length && line[start - 2] is 't' or 'T')
            {
                int end = line.IndexOf('\t', start);
                string name = end < 0 ? line[start..] : line[start..end];
                if (functions.Contains(name))
                {
                    _kprobe.Add(name);
                }
            }
        }
    }
}
