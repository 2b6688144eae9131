namespace OvsTop.Vswitchd.Daemons;

/// <summary>
/// One run of ovs-vswitchd. Process ids are reused, (pid, start time) is not: a restarted daemon is another <see cref="Daemon"/>.
/// Paths are as this process must open them.
/// </summary>
public sealed record Daemon
{
    /// <summary>Process id, in the pid namespace of the proc directory it was found in.</summary>
    public required int Pid { get; init; }

    /// <summary>Field 22 of <c>/proc/PID/stat</c>: clock ticks after boot.</summary>
    public required ulong StartTimeTicks { get; init; }

    /// <summary>Target of <c>/proc/PID/exe</c> in the daemon's own file system, or null when it may not be read.</summary>
    public string? ExePath { get; init; }

    /// <summary>Container id (12 digits) or systemd unit taken from its cgroup; null when neither shows.</summary>
    public string? Container { get; init; }

    /// <summary>Process id in the daemon's own pid namespace: the number in its control socket's name.</summary>
    public int NamespacePid { get; init; }

    /// <summary>Where procfs is mounted.</summary>
    public string ProcDirectory { get; init; } = "/proc";

    /// <summary><c>/proc/PID</c>.</summary>
    public string Directory => $"{ProcDirectory}/{Pid}";

    /// <summary><c>/proc/PID/root</c>: the daemon's file system, also from outside its container.</summary>
    public string Root => $"{Directory}/root";

    /// <summary>True while this very process runs (same start time, not a zombie).</summary>
    public bool IsAlive() => new ProcFs(ProcDirectory).Stat(Pid) is { IsRunning: true } stat && stat.StartTimeTicks == StartTimeTicks;

    /// <summary>True when both are the same run of the same process.</summary>
    public bool SameProcess(Daemon? other) => other is not null && other.Pid == Pid && other.StartTimeTicks == StartTimeTicks;

    /// <summary>Its threads now, main thread first by number. Empty once it is gone.</summary>
    public IReadOnlyList<DaemonThread> ReadThreads() => ThreadNames.ReadAll(this);

    /// <summary>How many threads now are named like this, e.g. <c>handler</c>.</summary>
    public int CountThreads(string prefix) => ReadThreads().Count(t => t.Name.StartsWith(prefix, StringComparison.Ordinal));
}
