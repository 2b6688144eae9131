using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Settings;

namespace OvsTop;

/// <summary>What can draw the screen.</summary>
internal static class ScreenHosts
{
    private const string Ansi = "ansi";
    private const string TerminalGui = "terminal-gui";

    /// <summary>Their names; the first one needs nothing.</summary>
    public static readonly string[] Names = [Ansi, TerminalGui];

    /// <summary>What opens a host; its argument is true when keys come from the controlling terminal.</summary>
    /// <exception cref="HostException">The program was built without it.</exception>
    public static Func<bool, OvsTopSettings, IHost> Find(string name) => name switch
    {
#if TERMINAL_GUI
        TerminalGui => (keysFromTerminal, _) => OvsTop.TerminalGui.TerminalGuiHost.Open(keysFromTerminal),
#else
        TerminalGui => throw new HostException(
            "--host terminal-gui: built without Terminal.Gui: build with -p:TerminalGui=true where NuGet has Terminal.Gui 2.4.16, or leave the option out", 2),
#endif
        _ => (keysFromTerminal, settings) => AnsiHost.Open(
            keysFromTerminal, TerminalTraits.Detect(Environment.GetEnvironmentVariable).With(settings.Color, settings.Ascii), settings.Mouse),
    };
}
