using System.Diagnostics;
using System.Text.Json;

namespace OvsTop.Tests.Support;

/// <summary>A running tests/vswitchd-double and, afterwards, what it says it did.</summary>
internal sealed class VswitchdDouble : IDisposable
{
    private readonly Process _process;
    private readonly string _json = Path.GetTempFileName();
    private int _begun, _ended;

    private VswitchdDouble(string arguments, string? runDirectory)
    {
        var start = new ProcessStartInfo(RepositoryRoot.Combine("tests", "vswitchd-double", "run"), $"{arguments} --json {_json}")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["OVS_RUNDIR"] = runDirectory;
        _process = Process.Start(start) ?? throw new InvalidOperationException("the double did not start");
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the double ended at once");
        Pid = JsonDocument.Parse(line).RootElement.GetProperty("pid").GetInt32();
    }

    /// <summary>Its process.</summary>
    public int Pid { get; }

    /// <summary>Starts it; it emits as its options say: when probes are attached, or with <see cref="Begin"/>.</summary>
    /// <param name="arguments">Its options.</param>
    /// <param name="runDirectory">Where its control socket would be: OVS_RUNDIR of its environment; null for the usual place.</param>
    public static VswitchdDouble Start(string arguments, string? runDirectory = null) => new(arguments, runDirectory);

    /// <summary>It emits from now on, with --on-cue. More than once is no matter.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _process.StandardInput.WriteLine();
            _process.StandardInput.Flush();
        }
    }

    /// <summary>It emits no more, and ends as after the time of --for. More than once is no matter.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            Signals.Send(Pid, "TERM");
        }
    }

    /// <summary>Stops it in the middle of what it does; returns when no thread is on the way to a probe or in one any more.</summary>
    public void Freeze()
    {
        Signals.Send(Pid, "STOP");
        Assert.True(SpinWait.SpinUntil(() => Directory.GetDirectories($"/proc/{Pid}/task").All(task => File.ReadAllText($"{task}/stat").Contains(") T ", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)), "the double does not stop");
    }

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signals.Send(Pid, "CONT");

    /// <summary>Waits until it emits no more and gives its own counts; its threads are still there.</summary>
    public JsonElement Counts(TimeSpan limit)
    {
        // The file is moved there when it is complete.
        Assert.True(SpinWait.SpinUntil(() => new FileInfo(_json).Length > 0, limit), $"the double still emits after {limit}");
        using var stream = File.OpenRead(_json);
        return JsonDocument.Parse(stream).RootElement.Clone();
    }

    /// <summary>True until it has ended.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Waits for its end and gives its own counts.</summary>
    public JsonElement Finish(TimeSpan limit)
    {
        Assert.True(_process.WaitForExit(limit), $"the double still runs after {limit}");
        Assert.Equal(0, _process.ExitCode);
        using var stream = File.OpenRead(_json);
        return JsonDocument.Parse(stream).RootElement.Clone();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        File.Delete(_json);
    }
}
