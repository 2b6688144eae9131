using System.Runtime.InteropServices;

namespace OvsTop.Probes.Bpf;

/// <summary>Error numbers of Linux that ovstop tells apart.</summary>
internal static class Errno
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EACCES = 13;

    /// <summary>e.g. <c>Permission denied (13)</c>.</summary>
    public static string Describe(int errno) => $"{Marshal.GetPInvokeErrorMessage(errno)} ({errno})";
}
