using System.Globalization;

namespace OvsTop.Probes.Live;

/// <summary>Which of the capabilities that loading and attaching take this process has (linux/capability.h).</summary>
public static class ProcessCapabilities
{
    private static readonly (int Bit, string Name)[] Needed =
        [(39, "CAP_BPF"), (38, "CAP_PERFMON"), (21, "CAP_SYS_ADMIN"), (19, "CAP_SYS_PTRACE")];

    /// <summary>Names of needed capabilities that this process lacks.</summary>
    public static IReadOnlyList<string> Missing()
    {
        ulong effective = Effective(File.ReadLines("/proc/self/status"));
        return [.. Needed.Where(c => (effective >> c.Bit & 1) == 0).Select(c => c.Name)];
    }

    internal static ulong Effective(IEnumerable<string> statusLines)
    {
        string? line = statusLines.FirstOrDefault(l => l.StartsWith("CapEff:", StringComparison.Ordinal));
        return line is not null && ulong.TryParse(line.AsSpan(7).Trim(), NumberStyles.AllowHexSpecifier, null, out ulong bits) ? bits : 0;
    }
}
