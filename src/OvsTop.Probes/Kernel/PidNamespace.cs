using System.Globalization;

namespace OvsTop.Probes.Kernel;

/// <summary>The numbers /proc shows are those of a pid namespace; in a container they are not the ones that the kernel's helper tells.</summary>
internal static class PidNamespace
{
    /// <summary>PROC_PID_INIT_INO of include/linux/proc_ns.h.</summary>
    private const uint First = 0xEFFFFFFC;

    /// <summary>Number of ours, as the programs take it: 0 for the first one.</summary>
    public static uint Own => Number(new FileInfo("/proc/self/ns/pid").LinkTarget) is var number && number != First ? number : 0;

    /// <summary>The number in <c>pid:[4026531836]</c>; 0 where there are no namespaces.</summary>
    private static uint Number(string? link) =>
        link is ['p', 'i', 'd', ':', '[', .. var digits, ']'] && uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : 0;
}
