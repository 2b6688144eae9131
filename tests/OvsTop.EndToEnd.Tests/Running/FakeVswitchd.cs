using System.Diagnostics;

namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>A process that is called ovs-vswitchd and has no probes, as Debian builds it.</summary>
internal sealed class FakeVswitchd : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    public FakeVswitchd()
    {
        string program = _folder.Combine("ovs-vswitchd");
        File.CreateSymbolicLink(program, "/bin/sleep");
        _process = Process.Start(program, "600");
        Assert.True(SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{_process.Id}/comm") == "ovs-vswitchd\n", TimeSpan.FromSeconds(30)));
    }

    public int Pid => _process.Id;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }
}
