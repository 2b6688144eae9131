using OvsTop.Model.Sources;
using OvsTop.Probes.Bpf;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Probes.Live;

/// <summary>Turns what the kernel refused into one line that says what to do.</summary>
internal static class Refusals
{
    public static string NoProbes(Daemon daemon) =>
        $"ovs-vswitchd {daemon.Pid} has no USDT probes and this kernel none of its datapath: use a build configured with --enable-usdt-probes (Debian's is not); 'ovstop check' shows what there is";

    public static string FactsOnly(Daemon daemon) =>
        $"ovs-vswitchd {daemon.Pid} has no USDT probes: figures are what it says of itself (unixctl), asked once a second";

    public static SourceException Explain(BpfException refusal, Daemon daemon)
    {
        var missing = ProcessCapabilities.Missing();
        string message = refusal.ErrorNumber switch
        {
            Errno.EPERM or Errno.EACCES when missing.Count > 0 =>
                $"no permission to {refusal.Operation}: {string.Join(", ", missing)} missing; run ovstop as root",
            Errno.ESRCH => $"ovs-vswitchd {daemon.Pid} has ended while probes were attached: start it and try again",
            Errno.ENOENT => $"cannot {refusal.Message}: this kernel has no uprobes (CONFIG_UPROBE_EVENTS); see 'ovstop check'",
            _ => $"cannot {refusal.Message}{LastWords(refusal)}; 'ovstop check' shows what this kernel offers",
        };
        return new SourceException(message, 3, refusal);
    }

    private static string LastWords(BpfException refusal) =>
        refusal.Log.LastOrDefault(line => line.StartsWith("libbpf: prog", StringComparison.Ordinal)) is { } line ? $" ({line})" : "";
}
