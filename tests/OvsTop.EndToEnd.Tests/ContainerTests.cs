using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>In a container the numbers of threads in /proc are not those of the kernel's first pid namespace.</summary>
[Collection(LiveCollection.Name)]
public sealed class ContainerTests : IDisposable
{
    private const string InContainer = "unshare --pid --fork --kill-child --mount-proc sh";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LiveTheory]
    [InlineData("sh", "sh")]
    [InlineData("sh", InContainer)]
    [InlineData(InContainer, "sh")]
    [InlineData(InContainer, InContainer)]
    public void Threads_have_the_numbers_that_proc_shows(string both, string daemon)
    {
        string recording = _folder.Combine("run.ovscap"), events = _folder.Combine("run.jsonl");
        string program = RepositoryRoot.Combine("tests", "vswitchd-double", "run");
        _folder.Write("daemon", $"exec {program} --handlers 2 --revalidators 1 --for 1 --rate 500 --linger-ms 2000 --json counts >started\n");
        _folder.Write("both",
            $"""
            {daemon} daemon &
            until pid=$(pgrep -x -P $$,$! ovs-vswitchd); do sleep 0.1; done
            until [ -s started ]; do sleep 0.1; done
            ls /proc/$pid/task >threads
            {OvsTopProgram.Path} record --pid $pid -o {recording}

            """);

        var recorded = OvsTopProgram.RunAs("sh", "-ec", $"cd {_folder.Path}; exec {both} both");

        Assert.Equal(0, recorded.ExitCode);
        var counts = new DaemonCounts(Json.Parse(File.ReadAllText(_folder.Combine("counts"))));
        Assert.Equal(counts.Probes.OrderBy(c => c.Key), Json.Parse(OvsTopProgram.Run("report", recording, "--format", "json").AssertDone().Out).Counts().OrderBy(c => c.Key));
        Assert.Equal(0, OvsTopProgram.Run("export", recording, "-o", events).ExitCode);
        string[] threads = [.. File.ReadLines(events).Select(line => Json.Parse(line)).Where(e => e.TryGetProperty("tid", out _)).Select(e => $"{e.GetProperty("tid")}").Distinct().Order()];
        Assert.Equal(threads, File.ReadAllLines(_folder.Combine("threads")).Intersect(threads).Order());
        Assert.True(threads.Length >= 3, string.Join(' ', threads));
    }
}
