using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Vswitchd.Tests.Daemons;

public sealed class ThreadNamesTests : IDisposable
{
    private readonly FakeProc proc = new();

    public void Dispose() => proc.Dispose();

    [Fact]
    public void Threads_are_named_and_the_name_of_an_ended_thread_is_kept()
    {
        proc.Add(4119);
        proc.Write(4119, "task/4119/comm", "ovs-vswitchd\n");
        proc.Write(4119, "task/4125/comm", "handler2\n");
        var names = new ThreadNames(proc.Finder.Find());
        names.Refresh();

        Directory.Delete($"{proc.Proc}/4119/task/4125", recursive: true);
        proc.Write(4119, "task/4190/comm", "revalidator9\n");

        Assert.Equal("revalidator9", names.Find(4190));
        Assert.Null(names.Find(4191));
        names.Refresh();
        Assert.Equal(["4119 ovs-vswitchd", "4125 handler2", "4190 revalidator9"], names.All.OrderBy(n => n.Key).Select(n => $"{n.Key} {n.Value}"));
    }

    [Fact]
    public void The_threads_of_a_daemon_are_ordered_by_number()
    {
        proc.Add(4119);
        foreach (int tid in (int[])[4130, 4119, 4125]) proc.Write(4119, $"task/{tid}/comm", $"t{tid}\n");

        Assert.Equal([new(4119, "t4119"), new(4125, "t4125"), new(4130, "t4130")], proc.Finder.Find().ReadThreads());
    }

    [Fact]
    public void The_real_proc_names_a_thread_of_this_process()
    {
        var self = new Daemon { Pid = Environment.ProcessId, StartTimeTicks = 0 };
        string comm = File.ReadAllText("/proc/self/comm").TrimEnd('\n');

        Assert.Equal(comm, new ThreadNames(self).Find(Environment.ProcessId));
    }
}
