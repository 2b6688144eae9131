using System.Runtime.InteropServices;

namespace OvsTop.Probes.Bpf;

/// <summary>The kernel measures the run time of all BPF programs while this is open (BPF_ENABLE_STATS, Linux 5.8).</summary>
internal sealed class BpfStatistics : IDisposable
{
    private const int RunTime = 0;

    // struct bpf_prog_info (linux/bpf.h): run_time_ns and run_cnt, since Linux 5.1.
    private const int RunTimeOffset = 192;
    private const int RunCountOffset = 200;
    private const int InfoBytes = 208;

    private readonly int _fd;

    private BpfStatistics(int fd) => _fd = fd;

    /// <summary>Switches them on; null where that is refused.</summary>
    public static BpfStatistics? TryEnable() => LibBpf.bpf_enable_stats(RunTime) is var fd and >= 0 ? new BpfStatistics(fd) : null;

    /// <summary>Run time in ns and runs of a program since it was loaded, while statistics were on; null when the kernel does not say.</summary>
    public static unsafe (ulong Ns, ulong Runs)? Of(int programFd)
    {
        Span<byte> info = stackalloc byte[InfoBytes];
        info.Clear();
        uint length = InfoBytes;
        fixed (byte* bytes = info)
        {
            if (LibBpf.bpf_obj_get_info_by_fd(programFd, bytes, &length) < 0 || length < InfoBytes)
            {
                return null;
            }
        }

        return (MemoryMarshal.Read<ulong>(info[RunTimeOffset..]), MemoryMarshal.Read<ulong>(info[RunCountOffset..]));
    }

    /// <inheritdoc/>
    public void Dispose() => _ = LibC.close(_fd);
}
