using System.Runtime.InteropServices;

namespace OvsTop.Benchmarks;

/// <summary>The CPU time of the calling thread.</summary>
internal static partial class ThreadClock
{
    private const int CLOCK_THREAD_CPUTIME_ID = 3;

    public static double Ms()
    {
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, out var time);
        return time.Seconds * 1e3 + time.Nanoseconds / 1e6;
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
