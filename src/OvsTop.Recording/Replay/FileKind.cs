using System.Runtime.InteropServices;

namespace OvsTop.Recording.Replay;

/// <summary>What a path names, without opening it: opening a pipe waits for who writes to it.</summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;

    /// <summary>Larger than struct statx (256).</summary>
    private const int Size = 512;

    /// <summary>Of struct statx, the same on every architecture.</summary>
    private const int ModeOffset = 28;

    private const int TypeMask = 0xf000;
    private const int Fifo = 0x1000;

    /// <summary>Whether it is a named pipe.</summary>
    public static unsafe bool IsPipe(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        byte* status = stackalloc byte[Size];
        return statx(CurrentFolder, path, 0, TypeOnly, status) == 0 && (*(ushort*)(status + ModeOffset) & TypeMask) == Fifo;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statx(int folder, string path, int flags, uint mask, byte* status);
}
