using System.Drawing;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Toolkits;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Clipboard = OvsTop.Screen.Hosts.Clipboard;
using Key = OvsTop.Screen.Input.Key;
using KeyCode = OvsTop.Screen.Input.KeyCode;

namespace OvsTop.TerminalGui;

/// <summary>
/// Draws by Terminal.Gui 2.4, whose loop has a thread of its own: frames go there by <see cref="IApplication.Invoke(Action)"/>, keys and sizes come back
/// through a queue. It starts slower and costs more than <see cref="AnsiHost"/>.
/// </summary>
public sealed class TerminalGuiHost : IHost
{
    private const int LeaveTimeoutMs = 3000;
    private const int AliveMs = 100;

    private readonly Lock _lock = new();
    private readonly TerminalTraits _traits = TerminalTraits.Detect(Environment.GetEnvironmentVariable);
    private readonly Clipboard _clipboard = ClipboardSequence.Detect(Environment.GetEnvironmentVariable);
    private readonly HostEventQueue _events = new();
    private readonly TaskCompletionSource _started = new();
    private readonly ChangedRows _rows;
    private readonly HostSignals _signals;
    private readonly Thread _thread;
    private IApplication? _app;
    private FrameView? _view;
    private (int Width, int Height) _size;
    private bool _disposed;

    private TerminalGuiHost()
    {
        _rows = new ChangedRows(_traits);
        _signals = new HostSignals(() => { }, Wake, jobControl: false);
        _thread = new Thread(Loop) { Name = "terminal-gui", IsBackground = true };
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
    }

    /// <inheritdoc/>
    public (int Width, int Height) Size
    {
        get
        {
            lock (_lock)
            {
                return _size;
            }
        }
    }

    /// <summary>Takes the terminal over.</summary>
    /// <param name="keysFromControllingTerminal">True when standard input carries data: keys then come from /dev/tty, as Terminal.Gui does by itself.</param>
    /// <exception cref="HostException">There is no terminal, not one that can move its cursor, or Terminal.Gui cannot use it.</exception>
    public static TerminalGuiHost Open(bool keysFromControllingTerminal = false)
    {
        Screen.Hosts.Terminal.Require(keysFromControllingTerminal);
        var host = new TerminalGuiHost();
        host._thread.Start();
        host._started.Task.Wait();
        if (host.Size == default)
        {
            using (host)
            {
                host._events.Take(0);
            }
        }

        return host;
    }

    /// <inheritdoc/>
    public void Present(Frame frame)
    {
        if (_rows.Update(frame))
        {
            Post((_, view) => view.SetNeedsDraw());
        }
    }

    /// <inheritdoc/>
    public HostEvent Wait(int timeoutMs)
    {
        var happened = _signals.End == 0 ? _events.Take(timeoutMs) : default;
        return _signals.End is var signal and not 0 ? new HostEvent(HostEventKind.Terminate, Signal: signal) : happened;
    }

    /// <inheritdoc/>
    public void Wake() => _events.Add(new HostEvent(HostEventKind.Wake));

    /// <inheritdoc/>
    public bool Copy(string text) => _clipboard != Clipboard.None && ClipboardSequence.Of(text) is { } sequence
        && Post((app, _) => app.Driver!.WriteRaw(System.Text.Encoding.ASCII.GetString(sequence))) && _clipboard == Clipboard.Takes;

    /// <inheritdoc/>
    public void Invalidate() => _rows.Invalidate();

    /// <inheritdoc/>
    public void Suspend()
    {
        using var continued = new ManualResetEventSlim();
        bool posted = Post((app, _) =>
        {
            app.Driver!.Suspend();
            Prepare(app.Driver);
            _rows.Invalidate();
            app.ClearScreenNextIteration = true;
            continued.Set();
        });
        while (posted && !continued.Wait(AliveMs) && _thread.IsAlive)
        {
        }
    }

    /// <inheritdoc/>
    public void Leave(Frame? keep)
    {
        bool running = Post((app, view) => app.RequestStop(view));
        if (Thread.CurrentThread != _thread && _thread.Join(LeaveTimeoutMs) && running && keep is not null)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(FrameAnsi.Of(keep, _traits).Span);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Leave(null);
            AppDomain.CurrentDomain.ProcessExit -= OnExit;
            AppDomain.CurrentDomain.UnhandledException -= OnExit;
            _signals.Dispose();
        }
    }

    private void Loop()
    {
        try
        {
            Run();
            _events.Fail(new InvalidOperationException("its loop has ended"));
        }
        catch (Exception e)
        {
            _events.Fail(e);
        }
        finally
        {
            _started.TrySetResult();
        }
    }

    private void Run()
    {
        // The default asks the terminal, and tmux 3.3 answers with columns and rows exchanged.
        Driver.SizeDetection = SizeDetectionMode.Polling;
        using var app = Application.Create().Init("ansi");
        using var view = new FrameView(_rows, (code, rune) => Press(ToolkitKeys.Of(code, rune)));
        var driver = app.Driver ?? throw new InvalidOperationException("it has no driver");
        Driver.Force16Colors = _traits.Depth <= ColorDepth.Ansi16;
        Prepare(driver);

        // Polling tells changes only: the first size is 0 x 0.
        var size = driver.GetOutput().GetSize();
        driver.SetScreenSize(size.Width, size.Height);
        app.ScreenChanged += OnScreenChanged;
        app.Paste += OnPaste;
        lock (_lock)
        {
            (_app, _view, _size) = (app, view, (size.Width, size.Height));
        }

        _started.TrySetResult();
        try
        {
            app.Run(view);
        }
        finally
        {
            lock (_lock)
            {
                (_app, _view) = (null, null);
            }

            app.ScreenChanged -= OnScreenChanged;
            app.Paste -= OnPaste;
        }
    }

    // Nothing here is for the mouse, and a terminal that reports it cannot select text.
    private static void Prepare(IDriver driver) => driver.WriteRaw(EscSeqUtils.CSI_DisableMouseEvents);

    private bool Post(Action<IApplication, FrameView> action)
    {
        lock (_lock)
        {
            if (_app is not { } app || _view is not { } view)
            {
                return false;
            }

            app.Invoke(() => action(app, view));
            return true;
        }
    }

    private void Press(Key key)
    {
        if (key.Code != KeyCode.None)
        {
            _events.Add(new HostEvent(HostEventKind.Key, key));
        }
    }

    private void OnPaste(object? sender, PasteEventArgs paste)
    {
        paste.Handled = true;
        Press(new Key(KeyCode.Paste, Text: paste.Text.Length > KeyDecoder.MaxPaste ? paste.Text[..KeyDecoder.MaxPaste] : paste.Text));
    }

    private void OnScreenChanged(object? sender, EventArgs<Rectangle> changed)
    {
        lock (_lock)
        {
            _size = (changed.Value.Width, changed.Value.Height);
        }

        _rows.Invalidate();
        _events.Add(new HostEvent(HostEventKind.Resize));
    }

    private void OnExit(object? sender, EventArgs e) => Leave(null);
}
