using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Probes.Wire;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Probes.Tests.Plans;

/// <summary>A daemon is attached before it has handlers: those of the test are files.</summary>
public sealed class LiveHandlersTests : IDisposable
{
    private readonly DirectoryInfo _proc = Directory.CreateTempSubdirectory();

    [LiveFact]
    public void The_limit_of_details_is_shared_by_the_handlers_that_there_are()
    {
        const int Details = 10_000, WindowDetails = (int)(Details * Control.WindowSeconds);
        using var vswitchd = VswitchdDouble.Start("--handlers 1 --revalidators 1 --rate 1000 --for 600 --seed 15");
        var daemon = new DaemonFinder().Find(vswitchd.Pid);
        Write("stat", File.ReadAllText($"/proc/{daemon.Pid}/stat"));
        var options = new LiveOptions { DetailsPerSecond = Details, PlanEvery = TimeSpan.FromMilliseconds(50) };
        using var session = KernelSession.Open(daemon, UsdtNotes.Read(daemon), options);
        using var driver = new AttachDriver(session, daemon with { ProcDirectory = _proc.FullName }, options, Measurements.None);
        driver.Start();
        Assert.Equal(0, driver.Handlers);
        for (int handlers = 1; handlers <= 4; handlers++)
        {
            Write($"task/{handlers}/comm", $"handler{handlers}\n");
            Assert.True(
                SpinWait.SpinUntil(() => { Thread.Sleep(10); return driver.Handlers == handlers && Math.Abs(session.DetailsWindow - WindowDetails / handlers) <= 1; }, TimeSpan.FromSeconds(30)),
                $"{handlers} handlers, {driver.Handlers} seen: {session.DetailsWindow} details each");
        }

        void Write(string name, string text)
        {
            var file = new FileInfo(Path.Combine(_proc.FullName, $"{daemon.Pid}", name));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, text);
        }
    }

    public void Dispose() => _proc.Delete(recursive: true);
}
