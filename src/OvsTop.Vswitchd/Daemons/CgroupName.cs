using System.Buffers;

namespace OvsTop.Vswitchd.Daemons;

/// <summary>What a cgroup path says about where a process lives.</summary>
internal static class CgroupName
{
    private const int IdLength = 64, ShortIdLength = 12;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>"container 0123456789ab" for a 64-digit id (docker, containerd, cri-o, podman), a unit "x.service", or null.</summary>
    public static string? Of(string? cgroupFile)
    {
        string? unit = null;
        foreach (var line in (cgroupFile ?? "").AsSpan().EnumerateLines())
        {
            // hierarchy:controllers:path
            int first = line.IndexOf(':');
            int second = first < 0 ? -1 : line[(first + 1)..].IndexOf(':');
            if (second < 0) continue;
            var path = line[(first + second + 2)..];
            if (ContainerId(path) is { } id) return $"container {id}";
            var leaf = path[(path.LastIndexOf('/') + 1)..];
            if (leaf.EndsWith(".service")) unit ??= leaf.ToString();
        }

        return unit;
    }

    private static string? ContainerId(ReadOnlySpan<char> path)
    {
        while (path.IndexOfAny(Hex) is >= 0 and var start)
        {
            path = path[start..];
            int length = path.IndexOfAnyExcept(Hex);
            if (length < 0) length = path.Length;
            if (length == IdLength) return path[..ShortIdLength].ToString();
            path = path[length..];
        }

        return null;
    }
}
