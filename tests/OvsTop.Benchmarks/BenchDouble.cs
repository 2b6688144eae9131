using System.Diagnostics;
using System.Text.Json;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Benchmarks;

/// <summary>The double in its bench mode: it runs upcalls when told and says how long they took.</summary>
internal sealed class BenchDouble : IDisposable
{
    private readonly Process _process;

    public BenchDouble()
    {
        string run = Path.Combine(RepositoryRoot(), "tests", "vswitchd-double", "run");
        _process = Process.Start(new ProcessStartInfo(run, "--bench 100000") { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{run} did not start");
        Daemon = new DaemonFinder().Find(ReadJson().GetProperty("pid").GetInt32());
        Scan = UsdtNotes.Read(Daemon);
    }

    public Daemon Daemon { get; }

    public UsdtScan Scan { get; }

    public double NsPerUpcall(int upcalls)
    {
        _process.StandardInput.WriteLine($"bench {upcalls}");
        return ReadJson().GetProperty("ns_per_upcall").GetDouble();
    }

    public void Dispose()
    {
        _process.StandardInput.WriteLine("quit");
        _process.WaitForExit();
        _process.Dispose();
    }

    public static string RepositoryRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OvsTop.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not run from the checkout");
        }

        return folder;
    }

    private JsonElement ReadJson() =>
        JsonDocument.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the double ended")).RootElement;
}
