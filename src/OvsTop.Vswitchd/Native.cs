using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OvsTop.Vswitchd;

/// <summary>The system calls .NET has no door to: opening without being stopped by a FIFO, file identity, path lookup inside a root.</summary>
internal static unsafe partial class Native
{
    private const int CloseOnExec = 0x80000, NonBlocking = 0x800, PathOnly = 0x200000;
    private const int AtCurrentDirectory = -100, AtEmptyPath = 0x1000;
    private const long OpenAt2 = 437; // the same number on every architecture
    private const ulong ResolveInRoot = 0x10;
    private const uint TypeMask = 0xf000, RegularFile = 0x8000, BasicStats = 0x7ff;

    /// <summary>Opens for reading; never waits for the other end of a FIFO. Null when that is not possible.</summary>
    public static SafeFileHandle? OpenRead(string path) => Handle(open(path, CloseOnExec | NonBlocking, 0));

    /// <summary>A handle that only stands for a place (O_PATH).</summary>
    public static SafeFileHandle? OpenPath(string path) => Handle(open(path, CloseOnExec | PathOnly, 0));

    /// <summary>
    /// O_PATH handle of <paramref name="path"/> as a process with the root <paramref name="root"/> would resolve it: absolute
    /// symbolic links stay inside. Falls back to a plain join where openat2 is not allowed.
    /// </summary>
    public static SafeFileHandle? OpenPathIn(string root, string path)
    {
        using var directory = OpenPath(root);
        if (directory is null) return null;
        var how = new OpenHow { Flags = CloseOnExec | PathOnly, Resolve = ResolveInRoot };
        int fd = (int)openat2(OpenAt2, (int)directory.DangerousGetHandle(), path, &how, sizeof(OpenHow));
        const int PermissionDenied = 1, NotImplemented = 38;
        return fd < 0 && Marshal.GetLastPInvokeError() is PermissionDenied or NotImplemented ? OpenPath(root + path) : Handle(fd);
    }

    /// <summary>Identity of a regular file behind an open handle, or null for anything else.</summary>
    public static FileIdentity? RegularIdentity(SafeFileHandle file)
    {
        Statx stat;
        bool held = false;
        try
        {
            file.DangerousAddRef(ref held);
            return statx((int)file.DangerousGetHandle(), "", AtEmptyPath, BasicStats, &stat) == 0 ? Identity(stat) : null;
        }
        finally
        {
            if (held) file.DangerousRelease();
        }
    }

    /// <summary>Identity of the regular file a path leads to, or null.</summary>
    public static FileIdentity? RegularIdentity(string path)
    {
        Statx stat;
        return statx(AtCurrentDirectory, path, 0, BasicStats, &stat) == 0 ? Identity(stat) : null;
    }

    private static FileIdentity? Identity(in Statx stat) =>
        (stat.Mode & TypeMask) == RegularFile ? new FileIdentity(stat.DeviceMajor, stat.DeviceMinor, stat.Inode) : null;

    private static SafeFileHandle? Handle(int fd) => fd < 0 ? null : new SafeFileHandle(fd, ownsHandle: true);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial long openat2(long number, int directory, string path, OpenHow* how, nint size);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int directory, string path, int flags, uint mask, Statx* stat);

    /// <summary>struct open_how, linux/openat2.h.</summary>
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }

    /// <summary>struct statx, linux/stat.h: 256 bytes, what is used of them.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }
}
