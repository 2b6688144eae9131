using System.Runtime.InteropServices;

namespace OvsTop.Screen.Hosts;

/// <summary>
/// A terminal's modes, bytes in and bytes out. Writing has a file description of its own that does not block, so that neither a slow line nor the
/// shell that shares ours is affected; where it cannot be opened (another user's terminal) writes are small and follow a poll.
/// </summary>
internal sealed unsafe class Terminal : IDisposable
{
    private const int Stdin = 0;
    private const int Stdout = 1;
    private const int SafeChunk = 256;

    private readonly byte[] _saved = new byte[Libc.OpaqueSize];
    private readonly byte[] _raw = new byte[Libc.OpaqueSize];
    private readonly int _input;
    private readonly int _output;
    private readonly int _wakeRead;
    private readonly int _wakeWrite;
    private readonly Lock _wakeLock = new();
    private bool _disposed;

    public Terminal(bool keysFromControllingTerminal)
    {
        _input = keysFromControllingTerminal ? Libc.open("/dev/tty", Libc.O_RDONLY | Libc.O_NOCTTY | Libc.O_CLOEXEC) : Stdin;
        if (_input < 0)
        {
            throw new HostException("there is no controlling terminal for keys: run ovstop in a terminal, or use 'ovstop batch'", 2);
        }

        int own = Libc.open("/proc/self/fd/1", Libc.O_WRONLY | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        _output = own >= 0 ? own : Stdout;
        int* pipe = stackalloc int[2];
        fixed (byte* saved = _saved)
        {
            if (Libc.tcgetattr(_input, saved) != 0 || Libc.pipe2(pipe, Libc.O_NONBLOCK | Libc.O_CLOEXEC) != 0)
            {
                throw new HostException($"cannot set up the terminal: {Marshal.GetLastPInvokeErrorMessage()}", 1);
            }
        }

        (_wakeRead, _wakeWrite) = (pipe[0], pipe[1]);
        _saved.CopyTo(_raw, 0);
        fixed (byte* raw = _raw)
        {
            Libc.cfmakeraw(raw);
        }
    }

    /// <summary>There must be a terminal, one that can move its cursor.</summary>
    /// <exception cref="HostException">There is none.</exception>
    public static void Require(bool keysFromControllingTerminal)
    {
        if (Libc.isatty(Stdout) != 1)
        {
            throw new HostException("standard output is not a terminal: use 'ovstop batch' for text", 2);
        }

        if (!keysFromControllingTerminal && Libc.isatty(Stdin) != 1)
        {
            throw new HostException("standard input is not a terminal: use 'ovstop batch' for text", 2);
        }

        string? term = Environment.GetEnvironmentVariable("TERM");
        if (string.IsNullOrEmpty(term) || term is "dumb" or "unknown")
        {
            throw new HostException($"TERM is {(string.IsNullOrEmpty(term) ? "not set" : term)}: set it to what this terminal is, or use 'ovstop batch' for text", 2);
        }
    }

    public void EnterRaw() => SetModes(_raw);

    public void RestoreModes() => SetModes(_saved);

    /// <summary>Columns and rows, 80 x 24 when the terminal does not know.</summary>
    public (int Width, int Height) Size()
    {
        var size = new Libc.WindowSize();
        return Libc.ioctl(_output, Libc.TIOCGWINSZ, &size) == 0 && size is { Columns: > 0, Rows: > 0 } ? (size.Columns, size.Rows) : (80, 24);
    }

    /// <summary>False when a shell has taken the terminal back while we run: only when ours was killed, for in the background we would be stopped.</summary>
    public bool IsOurs => Libc.tcgetpgrp(_input) is var group && (group < 0 || group == Libc.getpgrp());

    /// <summary>Writes what the terminal takes now. Returns the bytes written, or -1 when the terminal is gone.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        int done = 0;
        fixed (byte* start = bytes)
        {
            while (done < bytes.Length && (_output != Stdout || IsWritable(0)))
            {
                int chunk = _output != Stdout ? bytes.Length - done : Math.Min(SafeChunk, bytes.Length - done);
                nint written = Libc.write(_output, start + done, (nuint)chunk);
                int error = written < 0 ? Marshal.GetLastPInvokeError() : 0;
                if (error == Libc.EAGAIN)
                {
                    break;
                }

                if (error != 0 && error != Libc.EINTR)
                {
                    return -1;
                }

                done += (int)Math.Max(0, written);
            }
        }

        return done;
    }

    /// <summary>True when the terminal takes bytes within so many ms.</summary>
    public bool IsWritable(int timeoutMs)
    {
        var fd = new Libc.PollFd { Fd = _output, Events = Libc.POLLOUT };
        return Libc.poll(&fd, 1, timeoutMs) > 0 && (fd.Returned & Libc.POLLOUT) != 0;
    }

    /// <summary>Reads what there is. Returns 0 at the end, -1 when interrupted.</summary>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count = Libc.read(_input, start, (nuint)buffer.Length);
            return count >= 0 ? (int)count : Marshal.GetLastPInvokeError() is Libc.EINTR or Libc.EAGAIN ? -1 : 0;
        }
    }

    /// <summary>Waits for input, a wake-up, and, when asked, room for output.</summary>
    public (bool Input, bool Woken, bool Output) Wait(bool forOutput, int timeoutMs)
    {
        var fds = stackalloc Libc.PollFd[3];
        fds[0] = new Libc.PollFd { Fd = _input, Events = Libc.POLLIN };
        fds[1] = new Libc.PollFd { Fd = _wakeRead, Events = Libc.POLLIN };
        fds[2] = new Libc.PollFd { Fd = _output, Events = Libc.POLLOUT };
        if (Libc.poll(fds, forOutput ? 3u : 2u, timeoutMs) <= 0)
        {
            return default;
        }

        bool woken = fds[1].Returned != 0;
        byte* drain = stackalloc byte[64];
        while (woken && Libc.read(_wakeRead, drain, 64) == 64)
        {
        }

        return (fds[0].Returned != 0, woken, forOutput && fds[2].Returned != 0);
    }

    /// <summary>Ends a <see cref="Wait"/>; a full pipe already does. From any thread, also too late.</summary>
    public void Wake()
    {
        lock (_wakeLock)
        {
            byte one = 1;
            if (!_disposed)
            {
                Libc.write(_wakeWrite, &one, 1);
            }
        }
    }

    /// <summary>
    /// Stops the process as the terminal driver would: by SIGTSTP with its default action, which the kernel ignores when nobody could
    /// continue us (orphaned process group, e.g. <c>ssh -t host ovstop</c>).
    /// </summary>
    public static void StopProcess()
    {
        byte* handler = stackalloc byte[Libc.OpaqueSize];
        Libc.sigaction(Libc.SIGTSTP, null, handler);
        Libc.signal(Libc.SIGTSTP, 0);
        Libc.raise(Libc.SIGTSTP);
        Libc.sigaction(Libc.SIGTSTP, handler, null);
    }

    public void Dispose()
    {
        lock (_wakeLock)
        {
            _disposed = true;
            Libc.close(_wakeRead);
            Libc.close(_wakeWrite);
        }

        foreach (int fd in (ReadOnlySpan<int>)[_input, _output])
        {
            if (fd is not Stdin and not Stdout)
            {
                Libc.close(fd);
            }
        }
    }

    private void SetModes(byte[] modes)
    {
        fixed (byte* termios = modes)
        {
            while (Libc.tcsetattr(_input, Libc.TCSANOW, termios) != 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
            {
            }
        }
    }
}
