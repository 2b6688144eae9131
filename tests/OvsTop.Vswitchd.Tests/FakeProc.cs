using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Vswitchd.Tests;

/// <summary>A proc directory with processes of the test's choice.</summary>
internal sealed class FakeProc : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public FakeProc()
    {
        Directory.CreateDirectory(Proc);
        Directory.CreateDirectory(Run);
    }

    public string Proc => directory.Combine("proc");

    public string Run => directory.Combine("run");

    public DaemonFinder Finder => new(Proc, [Run]);

    public void Add(int pid, string comm = "ovs-vswitchd", ulong start = 5000, char state = 'S', string cgroup = "0::/\n",
        int? tgid = null, string? namespacePids = null, string exe = "/usr/sbin/ovs-vswitchd", string maps = "")
    {
        Write(pid, "stat", $"{pid} ({comm}) {state} 1 {pid} {pid} 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 9 0 {start} 123 45 18446744073709551615\n");
        Write(pid, "comm", comm + "\n");
        Write(pid, "status", $"Name:\t{comm}\nTgid:\t{tgid ?? pid}\nPid:\t{pid}\nNSpid:\t{namespacePids ?? $"{pid}"}\n");
        Write(pid, "cgroup", cgroup);
        Write(pid, "maps", maps);
        Directory.CreateDirectory(directory.Combine("proc", $"{pid}", "root"));
        Directory.CreateDirectory(directory.Combine("proc", $"{pid}", "map_files"));
        File.CreateSymbolicLink(directory.Combine("proc", $"{pid}", "exe"), exe);
    }

    public string Write(int pid, string file, string content) => directory.Write($"proc/{pid}/{file}", content);

    public void PidFile(string content) => directory.Write("run/ovs-vswitchd.pid", content);

    public void Dispose() => directory.Dispose();
}
