using System.Globalization;
using OvsTop.Model;
using OvsTop.Model.Sources;

namespace OvsTop.Vswitchd.Daemons;

/// <summary>
/// Finds the ovs-vswitchd to watch: the pid the user names, else the pid file of this host, else the only process of that name,
/// in containers too. The monitor process of <c>--monitor</c> calls itself <c>monitor</c> (lib/daemon-unix.c) and is never taken.
/// </summary>
public sealed class DaemonFinder
{
    /// <summary>comm of the main thread.</summary>
    public const string Comm = "ovs-vswitchd";

    private const int NotFound = 3;
    private const int MostListed = 8;

    private readonly string directory;
    private readonly ProcFs proc;
    private readonly IReadOnlyList<string> runDirectories;

    /// <summary>Finder over a proc directory.</summary>
    /// <param name="procDirectory">Where procfs is mounted.</param>
    /// <param name="runDirectories">Where pid files are looked for; null for <see cref="DefaultRunDirectories"/>.</param>
    public DaemonFinder(string procDirectory = "/proc", IReadOnlyList<string>? runDirectories = null)
    {
        directory = procDirectory;
        proc = new ProcFs(procDirectory);
        this.runDirectories = runDirectories ?? DefaultRunDirectories;
    }

    /// <summary>OVS_RUNDIR of the environment, <c>/run/openvswitch</c>, <c>/var/run/openvswitch</c>.</summary>
    public static IReadOnlyList<string> DefaultRunDirectories =>
        Environment.GetEnvironmentVariable("OVS_RUNDIR") is { Length: > 0 } own
            ? [own, "/run/openvswitch", "/var/run/openvswitch"]
            : ["/run/openvswitch", "/var/run/openvswitch"];

    /// <summary>The daemon to watch.</summary>
    /// <param name="pid">What the user asked for, or null to look for it.</param>
    /// <exception cref="SourceException">None, several or not a vswitchd; exit code 3, one line with what to do.</exception>
    public Daemon Find(int? pid = null)
    {
        if (pid is { } wanted) return ByPid(wanted);
        return ByPidFile() ?? ByScan();
    }

    /// <summary>Every ovs-vswitchd that runs, by pid.</summary>
    public IReadOnlyList<Daemon> FindAll() =>
        [.. proc.Pids().Order().Select(Describe).OfType<Daemon>()];

    private Daemon ByPid(int pid)
    {
        if (pid <= 0 || proc.Stat(pid) is not { } stat) throw Error($"no process {pid}; list candidates with: pidof {Comm}");
        if (proc.Status(pid, "Tgid") is { } tgid && tgid != pid.ToString(CultureInfo.InvariantCulture))
        {
            throw Error($"{pid} is a thread of process {PlainText.Brief(tgid)}; use --pid {PlainText.Brief(tgid)}");
        }

        if (stat.Comm != Comm) throw Error($"pid {pid} is {PlainText.Brief(stat.Comm)}, not {Comm}; list candidates with: pidof {Comm}");
        return Describe(pid) ?? throw Error($"{Comm} {pid} has ended; start it or leave --pid out");
    }

    private Daemon? ByPidFile()
    {
        foreach (string run in runDirectories)
        {
            if (ProcFs.TryRead($"{run}/{Comm}.pid") is { } text
                && int.TryParse(text.AsSpan().Trim(), NumberStyles.None, null, out int pid)
                && Describe(pid) is { } daemon)
            {
                return daemon;
            }
        }

        return null;
    }

    private Daemon ByScan()
    {
        var found = FindAll();
        return found.Count switch
        {
            1 => found[0],
            0 => throw Error($"no {Comm} runs here; start it, name it with --pid, or see the demo: ovstop demo"),
            _ => throw Error($"{found.Count} {Comm} found: {string.Join(", ", found.Take(MostListed).Select(Name))}"
                + $"{(found.Count > MostListed ? ", ..." : "")}; choose one with --pid"),
        };
    }

    private static string Name(Daemon daemon) =>
        daemon.Container is { } container ? $"pid {daemon.Pid} ({PlainText.Brief(container)})" : $"pid {daemon.Pid}";

    private Daemon? Describe(int pid)
    {
        if (proc.Stat(pid) is not { IsRunning: true, Comm: Comm } stat) return null;
        return new Daemon
        {
            Pid = pid,
            StartTimeTicks = stat.StartTimeTicks,
            ExePath = proc.Link(pid, "exe"),
            Container = CgroupName.Of(ProcFs.TryRead(proc.PathOf(pid, "cgroup"))),
            NamespacePid = NamespacePid(pid),
            ProcDirectory = directory,
        };
    }

    /// <summary>The last number of NSpid is the pid in the innermost namespace.</summary>
    private int NamespacePid(int pid)
    {
        string? last = proc.Status(pid, "NSpid")?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return int.TryParse(last, NumberStyles.None, null, out int inner) ? inner : pid;
    }

    private static SourceException Error(string message) => new(message, NotFound);
}
