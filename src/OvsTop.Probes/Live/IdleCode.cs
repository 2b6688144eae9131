using System.Diagnostics;
using System.Runtime.InteropServices;
using OvsTop.Probes.Bpf;

namespace OvsTop.Probes.Live;

/// <summary>A function of machine code that does nothing, in a file in memory where a uprobe can be: <c>nop; ret</c>, as a USDT site is a nop.</summary>
internal sealed unsafe class IdleCode : IDisposable
{
    private static readonly nuint Page = (nuint)Environment.SystemPageSize;

    private readonly int _fd;
    private readonly void* _code;

    private IdleCode(int fd, void* code)
    {
        _fd = fd;
        _code = code;
    }

    /// <summary>Where the nop is, at offset 0.</summary>
    public string Path => $"/proc/self/fd/{_fd}";

    private static ReadOnlySpan<byte> Machine => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => [0x90, 0xC3],
        Architecture.Arm64 => [0x1F, 0x20, 0x03, 0xD5, 0xC0, 0x03, 0x5F, 0xD6],
        _ => [],
    };

    /// <summary>Makes it; null on another architecture, or where memory may not be executed.</summary>
    public static IdleCode? TryMake()
    {
        var machine = Machine;
        if (machine.IsEmpty)
        {
            return null;
        }

        // Kernels before 6.3 do not know MFD_EXEC and allow it anyway.
        int fd = LibC.memfd_create("ovstop-calibration", LibC.MfdCloseOnExec | LibC.MfdExec);
        fd = fd >= 0 ? fd : LibC.memfd_create("ovstop-calibration", LibC.MfdCloseOnExec);
        if (fd < 0)
        {
            return null;
        }

        fixed (byte* bytes = machine)
        {
            void* code = LibC.write(fd, bytes, (nuint)machine.Length) == machine.Length && LibC.ftruncate(fd, (nint)Page) == 0
                ? LibC.mmap(null, Page, LibC.ProtectRead | LibC.ProtectExecute, LibC.MapPrivate, fd, 0)
                : (void*)-1;
            if ((nint)code != -1)
            {
                return new IdleCode(fd, code);
            }
        }

        _ = LibC.close(fd);
        return null;
    }

    /// <summary>What a call costs, ns: the best of several rounds.</summary>
    public double NsPerCall(int rounds, int calls)
    {
        var function = (delegate* unmanaged[Cdecl]<void>)_code;
        double best = double.PositiveInfinity;
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < calls; i++)
            {
                function();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls);
        }

        return best;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = LibC.munmap(_code, Page);
        _ = LibC.close(_fd);
    }
}
