using System.Globalization;

namespace OvsTop.Vswitchd.Usdt;

/// <summary>Parses <c>/proc/PID/maps</c>.</summary>
internal static class MemoryMap
{
    private const string DeletedMark = " (deleted)";

    /// <summary>The executable, file backed mappings, one per file (device and inode) in order of address.</summary>
    public static List<MappedFile> ExecutableFiles(string maps)
    {
        var files = new List<MappedFile>();
        var seen = new HashSet<(string Device, string Inode)>();
        foreach (var line in maps.AsSpan().Split('\n'))
        {
            // 55d0c8a00000-55d0c8b2d000 r-xp 00026000 08:01 1835   /usr/sbin/ovs-vswitchd
            var rest = maps.AsSpan()[line];
            var range = Field(ref rest);
            var permissions = Field(ref rest);
            var offset = Field(ref rest);
            var device = Field(ref rest);
            var inode = Field(ref rest);
            var path = rest.TrimStart(' ');
            if (permissions.Length < 4 || permissions[2] != 'x' || inode is "0" || !path.StartsWith('/')) continue;
            if (!seen.Add((device.ToString(), inode.ToString()))) continue;
            bool deleted = path.EndsWith(DeletedMark);
            string name = (deleted ? path[..^DeletedMark.Length] : path).ToString().Replace("\\012", "\n", StringComparison.Ordinal);
            files.Add(new MappedFile(name, deleted, range.ToString(), Bias(range, offset)));
        }

        return files;
    }

    private static ulong Bias(ReadOnlySpan<char> range, ReadOnlySpan<char> offset)
    {
        const NumberStyles Hex = NumberStyles.AllowHexSpecifier;
        int dash = range.IndexOf('-');
        return dash > 0 && ulong.TryParse(range[..dash], Hex, null, out ulong start) && ulong.TryParse(offset, Hex, null, out ulong at) ? start - at : 0;
    }

    private static ReadOnlySpan<char> Field(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(' ');
        int end = rest.IndexOf(' ');
        if (end < 0) end = rest.Length;
        var field = rest[..end];
        rest = rest[end..];
        return field;
    }
}
