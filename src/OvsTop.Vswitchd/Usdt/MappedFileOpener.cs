using Microsoft.Win32.SafeHandles;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Vswitchd.Usdt;

/// <summary>
/// Opens a mapped file of another process: by its path below <c>/proc/PID/root</c>, which the kernel can name again for uprobes,
/// or, when that path is gone or leads elsewhere by now, by <c>map_files</c> or <c>exe</c>, which are the very file.
/// </summary>
internal static class MappedFileOpener
{
    /// <summary>The open regular file and the path it was opened by, or null.</summary>
    public static (SafeFileHandle File, string Path)? Open(Daemon daemon, MappedFile mapped)
    {
        string link = $"{daemon.Directory}/map_files/{mapped.Range}";
        // map_files needs CAP_CHECKPOINT_RESTORE; without it the path alone must do. Numbers in maps would not help: on
        // overlayfs and btrfs they differ from what stat says.
        var expected = Native.RegularIdentity(link);
        if (!mapped.Deleted && TryOpen(daemon.Root + mapped.Path, expected) is { } byPath) return byPath;
        if (TryOpen(link, expected) is { } byRange) return byRange;
        return IsExe(daemon, mapped) ? TryOpen($"{daemon.Directory}/exe", null) : null;
    }

    private static bool IsExe(Daemon daemon, MappedFile mapped) =>
        daemon.ExePath is { } exe && (exe == mapped.Path || exe == $"{mapped.Path} (deleted)");

    private static (SafeFileHandle File, string Path)? TryOpen(string path, FileIdentity? expected)
    {
        var file = Native.OpenRead(path);
        if (file is null) return null;
        if (Native.RegularIdentity(file) is { } identity && (expected is null || expected == identity)) return (file, path);
        file.Dispose();
        return null;
    }
}
