using System.Diagnostics;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Benchmarks;

/// <summary>bpftrace counting by thread: what people type today.</summary>
internal sealed class BpftraceSession : IDisposable
{
    private static readonly string[] Probes =
        ["dpif_recv:recv_upcall", "dpif_netlink_operate__:op_flow_put", "dpif_netlink_operate__:op_flow_execute"];

    private readonly Process _process;

    private BpftraceSession(Process process) => _process = process;

    /// <summary>Null when bpftrace is not installed.</summary>
    public static BpftraceSession? StartOrNull(Daemon daemon)
    {
        if (!File.Exists("/usr/bin/bpftrace"))
        {
            return null;
        }

        string program = string.Concat(Probes.Select(probe => $"usdt:{daemon.ExePath}:{probe} {{ @[tid] = count(); }} "));
        var process = Process.Start(new ProcessStartInfo("/usr/bin/bpftrace", ["-p", $"{daemon.Pid}", "-e", program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("Attaching", StringComparison.Ordinal))
        {
        }

        // It says so before it has attached all.
        Thread.Sleep(TimeSpan.FromSeconds(2));
        return new BpftraceSession(process);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
