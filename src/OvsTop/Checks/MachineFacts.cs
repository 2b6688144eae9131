using OvsTop.Model.Sources;
using OvsTop.Probes.Live;

namespace OvsTop.Checks;

/// <summary>What the kernel and the installed libraries offer.</summary>
internal static class MachineFacts
{
    private static readonly (string Name, string Path, bool Needed, string Without)[] KernelFeatures =
    [
        ("uprobes", "/sys/bus/event_source/devices/uprobe/type", true, "nothing can be attached: needs CONFIG_UPROBE_EVENTS"),
        ("BTF", "/sys/kernel/btf/vmlinux", false, "no fentry probes"),
        ("kprobes", "/sys/bus/event_source/devices/kprobe/type", false, "no kernel put and execute times"),
        ("openvswitch tracepoints", "/sys/kernel/tracing/events/openvswitch/ovs_dp_upcall", false, "no kernel upcall counts: openvswitch module not loaded, or a userspace datapath"),
    ];

    public static IReadOnlyList<CheckLine> Find() =>
        [Kernel(), .. KernelFeatures.Select(Feature), LibBpfLine(), Permissions()];

    private static CheckLine Kernel()
    {
        string release = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        return new CheckLine("kernel", IsNewEnough(release), IsNewEnough(release) ? release : $"{release}: the programs are written for 5.14 and newer");
    }

    internal static bool IsNewEnough(string release)
    {
        string[] parts = release.Split('.', '-');
        return parts.Length >= 2 && int.TryParse(parts[0], out int major) && int.TryParse(parts[1], out int minor) && (major, minor).CompareTo((5, 14)) >= 0;
    }

    private static CheckLine Feature((string Name, string Path, bool Needed, string Without) feature)
    {
        bool exists = Path.Exists(feature.Path);
        return new CheckLine(feature.Name, exists ? true : feature.Needed ? false : null, exists ? "yes" : $"no: {feature.Without}");
    }

    private static CheckLine LibBpfLine()
    {
        try
        {
            return new CheckLine("libbpf", true, KernelSession.LibBpfVersion);
        }
        catch (SourceException e)
        {
            return new CheckLine("libbpf", false, e.Message);
        }
    }

    private static CheckLine Permissions()
    {
        var missing = ProcessCapabilities.Missing();
        return missing.Count == 0
            ? new CheckLine("permissions", true, "all capabilities")
            : new CheckLine("permissions", false, $"{string.Join(", ", missing)} missing: run ovstop as root");
    }
}
