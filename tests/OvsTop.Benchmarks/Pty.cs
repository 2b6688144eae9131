using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OvsTop.Benchmarks;

/// <summary>A pseudo terminal with a program in it; what it writes is read on a thread of its own, as fast as it comes.</summary>
internal sealed unsafe partial class Pty : IDisposable
{
    private const int O_RDWR = 2, O_NOCTTY = 0x100, O_CLOEXEC = 0x80000;
    private const nuint TIOCSWINSZ = 0x5414;
    private const string CtrlC = "\x03";
    private readonly int _master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<(long Time, bool EndsFrame)> _writes = [];

    public Pty(int width, int height, string program, params string[] arguments)
    {
        byte* name = stackalloc byte[64];
        var size = new WindowSize { Rows = (ushort)height, Columns = (ushort)width };
        if (_master < 0 || grantpt(_master) != 0 || unlockpt(_master) != 0 || ptsname_r(_master, name, 64) != 0 || ioctl(_master, TIOCSWINSZ, &size) != 0)
        {
            throw new InvalidOperationException("there is no pseudo terminal to be had");
        }

        string path = Marshal.PtrToStringUTF8((nint)name)!;
        var start = new ProcessStartInfo("sh", ["-c", $"exec setsid --ctty \"$0\" \"$@\" <{path} >{path}", program, .. arguments]);
        foreach (var (variable, value) in (ReadOnlySpan<(string, string)>)[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LC_ALL", "C.UTF-8"), ("XDG_CONFIG_HOME", "/proc/nonexistent")])
        {
            start.Environment[variable] = value;
        }

        _process = Process.Start(start)!;
        new Thread(Read) { IsBackground = true, Name = "pty" }.Start();
    }

    public int Pid => _process.Id;

    /// <summary>Waits until nothing has come for so long.</summary>
    public void Settle(TimeSpan silence)
    {
        while (Silence() < silence)
        {
            Thread.Sleep(silence / 4);
        }
    }

    /// <summary>Presses a key. ms to the first byte that comes then, and to the end of the frame; null when none comes within two seconds.</summary>
    public (double First, double Whole)? Press(string key)
    {
        lock (_lock)
        {
            _writes.Clear();
        }

        long start = Stopwatch.GetTimestamp();
        Write(key);
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 2)
        {
            Thread.Sleep(1);
            lock (_lock)
            {
                int end = _writes.FindIndex(write => write.EndsFrame);
                if (end >= 0)
                {
                    return (Stopwatch.GetElapsedTime(start, _writes[0].Time).TotalMilliseconds, Stopwatch.GetElapsedTime(start, _writes[end].Time).TotalMilliseconds);
                }
            }
        }

        return null;
    }

    /// <summary>CPU time of the program so far.</summary>
    public TimeSpan CpuTime()
    {
        using var process = Process.GetProcessById(Pid);
        return process.TotalProcessorTime;
    }

    public void Dispose()
    {
        Write(CtrlC);
        _process.WaitForExit();
        _process.Dispose();
        new SafeFileHandle(_master, ownsHandle: true).Dispose();
    }

    private void Write(string keys)
    {
        foreach (byte key in System.Text.Encoding.UTF8.GetBytes(keys))
        {
            byte one = key;
            write(_master, &one, 1);
        }
    }

    private TimeSpan Silence()
    {
        lock (_lock)
        {
            return _writes.Count == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_writes[^1].Time);
        }
    }

    private void Read()
    {
        byte* buffer = stackalloc byte[16 * 1024];
        int matched = 0;
        while (read(_master, buffer, 16 * 1024) is var count and > 0)
        {
            long now = Stopwatch.GetTimestamp();
            bool ends = false;
            for (int i = 0; i < count; i++)
            {
                matched = buffer[i] == "\e[?2026l"u8[matched] ? matched + 1 : buffer[i] == 0x1B ? 1 : 0;
                ends |= matched == 8;
                matched %= 8;
            }

            lock (_lock)
            {
                _writes.Add((now, ends));
            }
        }
    }

    [LibraryImport("libc")]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc")]
    private static partial int grantpt(int fd);

    [LibraryImport("libc")]
    private static partial int unlockpt(int fd);

    [LibraryImport("libc")]
    private static partial int ptsname_r(int fd, byte* name, nuint length);

    [LibraryImport("libc")]
    private static partial int ioctl(int fd, nuint request, WindowSize* size);

    [LibraryImport("libc")]
    private static partial nint read(int fd, byte* buffer, nuint count);

    [LibraryImport("libc")]
    private static partial nint write(int fd, byte* buffer, nuint count);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelWidth;
        public ushort PixelHeight;
    }
}
