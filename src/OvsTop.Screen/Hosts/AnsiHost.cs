using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;

namespace OvsTop.Screen.Hosts;

/// <summary>
/// Draws on an ANSI terminal: raw mode, alternate screen, one write a frame inside a synchronized update. The terminal is restored on every
/// way out: <see cref="Leave"/>, <see cref="Dispose"/>, SIGTERM, SIGHUP, SIGINT, SIGQUIT, an unhandled exception, process exit.
/// </summary>
public sealed class AnsiHost : IHost
{
    /// <summary>A lone escape is the Escape key when nothing follows for so long.</summary>
    private const int EscapeTimeoutMs = 25;

    private const int RestoreTimeoutMs = 1000;

    private readonly Lock _lock = new();
    private readonly Terminal _terminal;
    private readonly TerminalTraits _traits;
    private readonly Clipboard _clipboard = ClipboardSequence.Detect(Environment.GetEnvironmentVariable);
    private readonly FrameDiff _diff;
    private readonly bool _mouse;
    private readonly KeyDecoder _decoder = new();
    private readonly HostSignals _signals;
    private readonly byte[] _readBuffer = new byte[4096];
    private ReadOnlyMemory<byte> _unsent;
    private bool _dropped;
    private bool _entered;
    private bool _over;
    private bool _disposed;

    private AnsiHost(Terminal terminal, TerminalTraits traits, bool mouse)
    {
        (_terminal, _traits, _diff, _mouse) = (terminal, traits, new FrameDiff(traits), mouse);
        Size = terminal.Size();
        _signals = new HostSignals(() => Restore(final: true, default), terminal.Wake);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
    }

    /// <inheritdoc/>
    public (int Width, int Height) Size { get; private set; }

    private static ReadOnlySpan<byte> EnterSequence => "\e[?1049h\e[?25l\e[?7l\e[?2004h\e[0m\e[2J"u8;

    private static ReadOnlySpan<byte> MouseSequence => "\e[?1000h\e[?1006h"u8;

    /// <summary>Where there is no alternate screen, as in GNU screen until it is told, the last frame stays: what comes then begins below it, not inside.</summary>
    private static ReadOnlySpan<byte> LeaveSequence => "\e[?2026l\e[0m\e[?1006l\e[?1000l\e[?2004l\e[?7h\e[?25h\e[999;1H\e[K\e[?1049l"u8;

    /// <summary>Takes the terminal over.</summary>
    /// <param name="keysFromControllingTerminal">True when standard input carries data: keys then come from /dev/tty.</param>
    /// <param name="traits">What the terminal can show; null to find out.</param>
    /// <param name="mouse">Whether clicks and the wheel are wanted; the terminal then leaves selecting text to Shift.</param>
    /// <exception cref="HostException">There is no terminal, or not one that can move its cursor.</exception>
    public static AnsiHost Open(bool keysFromControllingTerminal = false, TerminalTraits? traits = null, bool mouse = false)
    {
        Terminal.Require(keysFromControllingTerminal);
        var host = new AnsiHost(new Terminal(keysFromControllingTerminal), traits ?? TerminalTraits.Detect(Environment.GetEnvironmentVariable), mouse);
        host.Enter();
        return host;
    }

    /// <inheritdoc/>
    public void Present(Frame frame)
    {
        lock (_lock)
        {
            if (!_entered)
            {
                return;
            }

            if (!_terminal.IsOurs)
            {
                _signals.HangUp();
                return;
            }

            if (!_unsent.IsEmpty)
            {
                _dropped = true;
                return;
            }

            _unsent = _diff.Update(frame);
            Flush();
        }
    }

    /// <inheritdoc/>
    public HostEvent Wait(int timeoutMs)
    {
        while (true)
        {
            if (TryPending(out var pending))
            {
                return pending;
            }

            bool escapePending = _decoder.Pending;
            var (input, woken, output) = _terminal.Wait(!_unsent.IsEmpty, escapePending ? EscapeTimeoutMs : timeoutMs);
            if (output && FlushAndAskAgain())
            {
                return new HostEvent(HostEventKind.Repaint);
            }

            if (input)
            {
                ReadInput();
            }

            if (woken && !TryPending(out pending))
            {
                return new HostEvent(HostEventKind.Wake);
            }

            if (pending.Kind != HostEventKind.Timeout)
            {
                return pending;
            }

            if (!input && !woken && !output)
            {
                if (!escapePending)
                {
                    return new HostEvent(HostEventKind.Timeout);
                }

                if (_decoder.TryNext(out var key, timedOut: true))
                {
                    return new HostEvent(HostEventKind.Key, key);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Wake() => _terminal.Wake();

    /// <inheritdoc/>
    public void Invalidate() => _diff.Invalidate();

    /// <inheritdoc/>
    public bool Copy(string text)
    {
        lock (_lock)
        {
            if (_entered && _unsent.IsEmpty && _clipboard != Clipboard.None && ClipboardSequence.Of(text) is { } sequence)
            {
                WriteAll(sequence);
                return _clipboard == Clipboard.Takes;
            }

            return false;
        }
    }

    /// <inheritdoc/>
    public void Suspend()
    {
        // The whole job, as the terminal driver would do; ours arrives as a signal like any other.
        Libc.kill(0, Libc.SIGTSTP);
    }

    /// <inheritdoc/>
    public void Leave(Frame? keep)
    {
        Restore(final: true, keep is null ? default : FrameAnsi.Of(keep, _traits));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Leave(null);
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        _signals.Dispose();
        _terminal.Dispose();
    }

    private bool TryPending(out HostEvent pending)
    {
        pending = default;
        if (_signals.End is var signal and not 0)
        {
            pending = new HostEvent(HostEventKind.Terminate, Signal: signal);
        }
        else if (_signals.TakeStop())
        {
            Restore(final: false, default);
            Terminal.StopProcess();
            Enter();
            pending = new HostEvent(HostEventKind.Repaint);
        }
        else if (_signals.TakeContinue())
        {
            Enter();
            pending = new HostEvent(HostEventKind.Repaint);
        }
        else if (_signals.TakeResize())
        {
            Size = _terminal.Size();
            pending = new HostEvent(HostEventKind.Resize);
        }
        else if (_decoder.TryNext(out var key))
        {
            pending = new HostEvent(HostEventKind.Key, key);
        }

        return pending.Kind != HostEventKind.Timeout;
    }

    private void ReadInput()
    {
        int count = _terminal.Read(_readBuffer);
        if (count > 0)
        {
            _decoder.Feed(_readBuffer.AsSpan(0, count));
        }
        else if (count == 0)
        {
            _signals.HangUp();
        }
    }

    private bool FlushAndAskAgain()
    {
        lock (_lock)
        {
            Flush();
            bool again = _unsent.IsEmpty && _dropped;
            _dropped &= !again;
            return again;
        }
    }

    private void Flush()
    {
        int written = _terminal.Write(_unsent.Span);
        if (written < 0)
        {
            _unsent = default;
            _signals.HangUp();
            return;
        }

        _unsent = _unsent[written..];
    }

    private void Enter()
    {
        lock (_lock)
        {
            if (_over)
            {
                return;
            }

            _terminal.EnterRaw();
            Size = _terminal.Size();
            WriteAll(EnterSequence);
            WriteAll(_mouse ? MouseSequence : default);
            _diff.Invalidate();
            _entered = true;
        }
    }

    private void Restore(bool final, ReadOnlyMemory<byte> keep)
    {
        lock (_lock)
        {
            if (_entered)
            {
                // Half a frame may be on its way: an escape ends any sequence that was cut.
                (_entered, _unsent, _dropped) = (false, default, false);
                WriteAll(LeaveSequence);
                WriteAll(keep.Span);
                _terminal.RestoreModes();
            }

            _over |= final;
        }
    }

    // Waits for a slow terminal, but not for ever.
    private void WriteAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && _terminal.IsWritable(RestoreTimeoutMs) && _terminal.Write(bytes) is var written and > 0)
        {
            bytes = bytes[written..];
        }
    }

    private void OnExit(object? sender, EventArgs e) => Restore(final: true, default);
}
