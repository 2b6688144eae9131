using OvsTop.Model.Tallies;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Kernel;
using OvsTop.Probes.Live;
using OvsTop.Tests.Support;

namespace OvsTop.Probes.Tests.Kernel;

public sealed class LiveSocketReadersTests
{
    [LiveFact]
    public void A_refused_probe_leaves_sockets_without_readers_and_is_no_error()
    {
        using var stream = typeof(KernelSession).Assembly.GetManifestResourceStream("ovstop.bpf.o")!;
        var elf = new byte[stream.Length];
        stream.ReadExactly(elf);
        using var programs = BpfObject.Open(elf, "ovstop\0"u8);
        using var kernel = new KernelProbes(new HashSet<string>(), KernelWays.Auto);
        using var readers = new SocketReaders(new KernelFunctions([SocketReaders.Function]));
        kernel.Configure(programs);
        readers.Configure(programs, wanted: true);

        // Programs that were not loaded cannot be attached.
        programs.Exclude("netlink_recvmsg_fentry");
        programs.Exclude("netlink_recvmsg_kprobe");
        programs.Load();
        Assert.Throws<BpfException>(() => programs.Attach("netlink_recvmsg_fentry"));
        for (int reading = 0; reading < 2; reading++)
        {
            Assert.Null(Record.Exception(() => readers.Update(programs, new TallyTable(), Environment.ProcessId, handlers: 1)));
        }
    }
}
