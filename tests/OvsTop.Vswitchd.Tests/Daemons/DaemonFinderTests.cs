using System.Diagnostics;
using OvsTop.Model.Sources;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Vswitchd.Tests.Daemons;

public sealed class DaemonFinderTests : IDisposable
{
    private const string Container = "0::/system.slice/docker-4f2a11c09d7e35b86a40c2f9e1d83b7754f0a9cc12de3b4a5f60718293a4b5c6.scope\n";
    private readonly FakeProc proc = new();

    public void Dispose() => proc.Dispose();

    [Fact]
    public void The_only_vswitchd_is_found_among_other_processes()
    {
        proc.Add(1, "systemd");
        proc.Add(4118, "monitor");
        proc.Add(4119, start: 77123);
        proc.Add(4200, "ovs-vswitchd-x");

        var daemon = proc.Finder.Find();

        Assert.Equal((4119, 77123UL, "/usr/sbin/ovs-vswitchd", 4119), (daemon.Pid, daemon.StartTimeTicks, daemon.ExePath, daemon.NamespacePid));
        Assert.Equal($"{proc.Proc}/4119/root", daemon.Root);
        Assert.Null(daemon.Container);
    }

    [Fact]
    public void The_pid_file_decides_between_the_host_and_its_containers()
    {
        proc.Add(11, cgroup: Container);
        proc.Add(4119);
        proc.PidFile("4119\n");

        Assert.Equal(4119, proc.Finder.Find().Pid);
    }

    [Theory]
    [InlineData("4120\n")]
    [InlineData("17\n")]
    [InlineData("")]
    [InlineData("-4119")]
    public void A_stale_or_broken_pid_file_is_passed_over(string content)
    {
        proc.Add(17, "bash");
        proc.Add(4119);
        proc.PidFile(content);

        Assert.Equal(4119, proc.Finder.Find().Pid);
    }

    [Fact]
    public void An_explicit_pid_wins_over_the_pid_file()
    {
        proc.Add(11, cgroup: Container, namespacePids: "11\t7");
        proc.Add(4119);
        proc.PidFile("4119\n");

        var daemon = proc.Finder.Find(11);

        Assert.Equal((11, "container 4f2a11c09d7e", 7), (daemon.Pid, daemon.Container, daemon.NamespacePid));
    }

    [Theory]
    [InlineData(4242, "no process 4242;")]
    [InlineData(0, "no process 0;")]
    [InlineData(17, "pid 17 is bash, not ovs-vswitchd;")]
    [InlineData(18, "pid 18 is ba?[2Jsh, not ovs-vswitchd;")]
    [InlineData(19, "ovs-vswitchd 19 has ended;")]
    [InlineData(20, "20 is a thread of process 4119; use --pid 4119")]
    public void A_wrong_pid_is_explained_in_one_line(int pid, string expected)
    {
        proc.Add(17, "bash");
        proc.Add(18, "ba\u001b[2Jsh");
        proc.Add(19, state: 'Z');
        proc.Add(20, "handler2", tgid: 4119);
        proc.Add(4119);

        var error = Assert.Throws<SourceException>(() => proc.Finder.Find(pid));

        Assert.StartsWith(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(3, error.ExitCode);
    }

    [Fact]
    public void Several_daemons_are_listed_with_where_they_live()
    {
        proc.Add(12, cgroup: "0::/system.slice/ovs-vswitchd.service\n");
        proc.Add(11, cgroup: "12:pids:/kubepods/burstable/pod1\n" + Container);
        proc.Add(13);

        var error = Assert.Throws<SourceException>(() => proc.Finder.Find());

        Assert.Equal("3 ovs-vswitchd found: pid 11 (container 4f2a11c09d7e), pid 12 (ovs-vswitchd.service), pid 13; choose one with --pid", error.Message);
        Assert.Equal(3, error.ExitCode);
    }

    [Fact]
    public void No_daemon_is_an_error_with_what_to_do_and_zombies_do_not_count()
    {
        proc.Add(17, "bash");
        proc.Add(18, state: 'Z');

        var error = Assert.Throws<SourceException>(() => proc.Finder.Find());

        Assert.StartsWith("no ovs-vswitchd runs here; start it", error.Message);
        Assert.Equal(3, error.ExitCode);
    }

    [Fact]
    public void A_process_whose_files_are_damaged_is_no_daemon()
    {
        proc.Add(11);
        proc.Write(11, "stat", "11 (ovs-vswitchd S 1");
        proc.Add(12);
        proc.Write(12, "stat", "12 (ovs-vswitchd) S 1 2 3");
        proc.Add(4119);

        Assert.Equal([4119], proc.Finder.FindAll().Select(d => d.Pid));
    }

    [Fact]
    public void A_restarted_daemon_with_the_same_pid_is_another_one()
    {
        proc.Add(4119, start: 100);
        var before = proc.Finder.Find();
        Assert.True(before.IsAlive());

        proc.Write(4119, "stat", "4119 (ovs-vswitchd) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 900 1 1\n");

        Assert.False(before.IsAlive());
        Assert.False(before.SameProcess(proc.Finder.Find()));
        Assert.True(before.SameProcess(before with { ExePath = null }));
    }

    [Fact]
    public void A_name_with_parentheses_does_not_shift_the_fields()
    {
        Assert.True(ProcStat.TryParse("7 (a) b) R) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 1", out var stat));
        Assert.Equal(("a) b) R", 'S', 4711UL), (stat.Comm, stat.State, stat.StartTimeTicks));
    }

    [Fact]
    public void The_real_proc_tells_that_this_process_is_not_a_vswitchd()
    {
        var error = Assert.Throws<SourceException>(() => new DaemonFinder().Find(Environment.ProcessId));

        Assert.StartsWith($"pid {Environment.ProcessId} is ", error.Message);
    }

    [Fact]
    public void A_real_process_is_alive_until_it_ends()
    {
        using var process = Process.Start(new ProcessStartInfo("sleep", "60"))!;
        var stat = new ProcFs("/proc").Stat(process.Id);
        var daemon = new Daemon { Pid = process.Id, StartTimeTicks = stat!.Value.StartTimeTicks };
        Assert.True(daemon.IsAlive());
        Assert.False((daemon with { StartTimeTicks = daemon.StartTimeTicks - 1 }).IsAlive());

        process.Kill();
        process.WaitForExit();

        Assert.False(daemon.IsAlive());
        Assert.Empty(daemon.ReadThreads());
    }
}
