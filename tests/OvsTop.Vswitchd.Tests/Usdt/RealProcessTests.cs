using System.Diagnostics;
using System.Runtime.InteropServices;
using OvsTop.Model.Events;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Vswitchd.Tests.Usdt;

/// <summary>Reads the process of vswitchd-double: notes that a real compiler and linker made.</summary>
public sealed class RealProcessTests : IDisposable
{
    private static readonly int Nop = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x1f : 0x90;

    private readonly VswitchdDouble process = VswitchdDouble.Start("--handlers 1 --revalidators 1 --delay 60 --for 1");
    private readonly TemporaryDirectory directory = new();

    public void Dispose()
    {
        process.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void All_13_probes_of_a_process_are_found_each_at_a_nop()
    {
        var daemon = new DaemonFinder().Find(process.Pid);
        var scan = UsdtNotes.Read(daemon);

        var own = scan.Sites.Where(s => s.MappedPath == daemon.ExePath).ToArray();
        Assert.Equal(ProbeTable.Usdt.Select(p => p.FullName).Order(), own.Select(s => $"{s.Provider}:{s.Name}").Order());
        Assert.Empty(scan.Problems);
        Assert.All(own, s => Assert.Equal(Nop, ByteAt(s.FilePath, s.FileOffset)));
        Assert.All(own, s => Assert.Equal(Nop, ByteAt($"{daemon.Directory}/mem", s.Address)));
        Assert.Equal([8, 4, 8, 4, 8, 8], UsdtArgument.ParseAll(Assert.Single(scan.Find("dpif_recv", "recv_upcall")).Arguments).Select(a => a.Bytes));
        Assert.Empty(UsdtArgument.ParseAll(Assert.Single(scan.Find("main", "run_start")).Arguments));
    }

    [Fact]
    public void A_stripped_file_keeps_its_probes()
    {
        string exe = new DaemonFinder().Find(process.Pid).ExePath!, stripped = directory.Combine("stripped");
        using (var strip = Process.Start("strip", ["-s", "-o", stripped, exe]))
        {
            strip.WaitForExit();
            Assert.Equal(0, strip.ExitCode);
        }

        Assert.Equal(Probes(exe), Probes(stripped));
        Assert.Equal(13, Probes(stripped).Length);
        Assert.True(new FileInfo(stripped).Length < new FileInfo(exe).Length);
    }

    private static int ByteAt(string path, ulong offset)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        file.Position = (long)offset;
        return file.ReadByte();
    }

    private static string[] Probes(string path)
    {
        var sites = new List<UsdtSite>();
        var problems = new List<string>();
        using var file = File.OpenHandle(path);
        Assert.True(UsdtNotes.ReadFile(file, path, path, 0, sites, problems));
        Assert.Empty(problems);
        return [.. sites.Select(s => $"{s.Provider}:{s.Name} {s.FileOffset:x} {s.Arguments}")];
    }
}
