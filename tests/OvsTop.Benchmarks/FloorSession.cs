using OvsTop.Probes.Bpf;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Benchmarks;

/// <summary>floor.bpf.c on the three probes of an upcall.</summary>
internal sealed class FloorSession : IDisposable
{
    private static readonly (string Provider, string Name)[] Probes =
        [("dpif_recv", "recv_upcall"), ("dpif_netlink_operate__", "op_flow_put"), ("dpif_netlink_operate__", "op_flow_execute")];

    private readonly BpfObject _programs;
    private readonly List<BpfLink> _links = [];

    public FloorSession(Daemon daemon)
    {
        using var stream = typeof(FloorSession).Assembly.GetManifestResourceStream("floor.bpf.o")!;
        var elf = new byte[stream.Length];
        stream.ReadExactly(elf);
        _programs = BpfObject.Open(elf, "floor\0"u8);
        _programs.Load();
        var scan = UsdtNotes.Read(daemon);
        foreach (var (provider, name) in Probes)
        {
            foreach (var site in scan.Find(provider, name))
            {
                _links.Add(_programs.AttachUprobe(name, daemon.Pid, site.FilePath, site.FileOffset));
            }
        }
    }

    public void Dispose()
    {
        _links.ForEach(link => link.Dispose());
        _programs.Dispose();
    }
}
