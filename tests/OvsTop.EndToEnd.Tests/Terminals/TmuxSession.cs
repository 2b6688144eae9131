using System.Diagnostics;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests.Terminals;

/// <summary>
/// A terminal of tmux with a server of its own, which ends by itself after ten minutes should the tests be killed. It runs a script that
/// notes the terminal's modes, becomes the program in a child, and notes exit code and modes afterwards; or a shell.
/// </summary>
internal sealed class TmuxSession : IDisposable
{
    /// <summary>Stands on the main screen before the program starts.</summary>
    public const string Before = "main screen before";

    /// <summary>Stands on the main screen when the program has ended.</summary>
    public const string After = "main screen after";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly string _socket = $"ovstop-{Guid.NewGuid():n}";

    private TmuxSession(int width, int height, Func<TemporaryFolder, string> command, params string[] variables)
    {
        string[] set = ["LANG=C.UTF-8", "LC_ALL=C.UTF-8", "COLORTERM=truecolor", "NO_COLOR=", "XDG_CONFIG_HOME=/proc/nonexistent", .. variables];
        string[] environment = [.. set.SelectMany(variable => (string[])["-e", variable])];
        string[] place = ["-c", _folder.Path, .. environment];
        Tmux(
        [
            "-u", "-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}", .. place, "exec sleep 600", ";",
            "set-option", "-g", "status", "off", ";",
            "run-shell", "-b", "-d", "600", "-C", "kill-server", ";",
            "set-option", "-g", "default-terminal", "screen-256color", ";",
            "resize-window", "-x", $"{width}", "-y", $"{height}", ";",
            "respawn-pane", "-k", .. place, command(_folder),
        ]);
    }

    /// <summary>Where the program runs; files that it writes appear here.</summary>
    public string Folder => _folder.Path;

    /// <summary>The text on the screen, a line per row, when it stands still.</summary>
    public string Screen => WaitUntil(_ => true, "a screen that stands still");

    /// <summary>The text on the screen and what has scrolled out of it.</summary>
    public string WithHistory => Tmux("capture-pane", "-p", "-S", "-");

    /// <summary>The text with its colours.</summary>
    public string ColouredScreen => Tmux("capture-pane", "-p", "-e");

    /// <summary>Whether the program shows its own screen over the shell's.</summary>
    public bool OnAlternateScreen => Show("alternate_on") == "1";

    /// <summary>Whether the cursor can be seen.</summary>
    public bool CursorVisible => Show("cursor_flag") == "1";

    /// <summary>The program's pid.</summary>
    public int Pid => int.Parse(File.ReadAllText(_folder.Combine("pid")));

    /// <summary>What it wrote to standard error.</summary>
    public string Error => File.ReadAllText(_folder.Combine("error"));

    /// <summary>Starts ovstop in a terminal.</summary>
    public static TmuxSession Start(int width, int height, params string[] arguments) => StartWith(width, height, [], arguments);

    /// <summary>Starts ovstop in a terminal with variables set.</summary>
    public static TmuxSession StartWith(int width, int height, string[] variables, params string[] arguments) =>
        new(width, height, folder => Script(folder, $"{OvsTopProgram.Path} {string.Join(' ', arguments.Select(Quote))}", ""), variables);

    /// <summary>Starts ovstop in a terminal that says it is dumb.</summary>
    public static TmuxSession StartDumb(params string[] arguments) =>
        new(80, 24, folder => Script(folder, $"env TERM=dumb {OvsTopProgram.Path} {string.Join(' ', arguments.Select(Quote))}", ""));

    /// <summary>Starts ovstop in a terminal behind a pipe that gives it its standard input.</summary>
    public static TmuxSession StartBehind(int width, int height, string input, params string[] arguments) =>
        new(width, height, folder => Script(folder, $"{OvsTopProgram.Path} {string.Join(' ', arguments.Select(Quote))}", $"{input} |"));

    /// <summary>Starts ovstop by way of another program.</summary>
    public static TmuxSession StartAs(int width, int height, params string[] command) =>
        new(width, height, folder => Script(folder, string.Join(' ', command.Select(Quote)), ""));

    /// <summary>Starts an interactive shell with job control.</summary>
    public static TmuxSession StartShell(int width, int height) => StartShell(width, height, "PS1='shell> ' exec bash --norc --noprofile -i");

    /// <summary>Starts a shell by its command, with ovstop in its path.</summary>
    public static TmuxSession StartShell(int width, int height, string command) =>
        new(width, height, _ => $"export PATH={Quote(Path.GetDirectoryName(OvsTopProgram.Path)!)}:$PATH; {command}");

    /// <summary>What the program gave to the clipboard (OSC 52) since <see cref="TakeClipboard"/>; tmux keeps it in a buffer.</summary>
    public string Clipboard => Tmux("show-buffer");

    /// <summary>From now on what the program writes to its terminal is kept, byte by byte.</summary>
    public void Record() => Tmux("pipe-pane", "-o", $"exec cat >{_folder.Combine("bytes")}");

    /// <summary>What it has written since <see cref="Record"/>.</summary>
    public string Recorded => File.ReadAllText(_folder.Combine("bytes"));

    /// <summary>From now on the terminal takes texts for its clipboard.</summary>
    public void TakeClipboard() => Tmux("set-option", "-s", "set-clipboard", "on");

    /// <summary>From now on there is one screen only, as in GNU screen until it is told otherwise.</summary>
    public void TakeAwayAlternateScreen() => Tmux("set-option", "-w", "alternate-screen", "off");

    /// <summary>Types keys: names of tmux, as <c>Tab</c>, or characters.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Sends bytes as a terminal would, escape sequences included.</summary>
    public void Send(string text) => Tmux(["send-keys", "-H", .. System.Text.Encoding.UTF8.GetBytes(text).Select(b => $"{b:x2}")]);

    /// <summary>Kills the shell of the terminal, as a lost connection does.</summary>
    public void KillShell()
    {
        Tmux("set-option", "-g", "remain-on-exit", "on");
        Signals.Send(int.Parse(Show("pane_pid")), "KILL");
    }

    /// <summary>Types a line and Enter.</summary>
    public void Type(string line)
    {
        Tmux("send-keys", "-l", line);
        Press("Enter");
    }

    public void Resize(int width, int height) => Tmux("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>Waits until all these texts are on the screen, and gives the screen.</summary>
    public string WaitFor(params string[] texts) => WaitUntil(screen => texts.All(text => screen.Contains(text, StringComparison.Ordinal)), $"the texts {string.Join(" | ", texts)}");

    /// <summary>Waits until a view shows (<see cref="ScreenText.Shows"/>) with all these texts, and gives the screen.</summary>
    public string WaitForView(string view, params string[] texts) =>
        WaitUntil(screen => ScreenText.Shows(screen, view) && texts.All(text => screen.Contains(text, StringComparison.Ordinal)), $"view {view}: {string.Join(" | ", texts)}");

    /// <summary>
    /// Waits until the screen is as wanted, and gives it. tmux reads a frame piece by piece and may be asked between two of them; what is there twice in a
    /// row is a whole one.
    /// </summary>
    public string WaitUntil(Predicate<string> isWanted, string what)
    {
        var clock = Stopwatch.StartNew();
        for (string? before = null; ;)
        {
            string screen = Tmux("capture-pane", "-p");
            if (screen == before)
            {
                if (isWanted(screen))
                {
                    return screen;
                }

                Thread.Sleep(Step);
            }

            Assert.True(clock.Elapsed < Limit, $"waited {Limit} for {what}; on the screen is\n{screen}");
            before = screen;
        }
    }

    /// <summary>Waits for the end of the program; the terminal must be as it was before. Gives the exit code.</summary>
    public int WaitForExit()
    {
        WaitFor(After);
        Assert.False(OnAlternateScreen, "still on the alternate screen");
        Assert.True(CursorVisible, "the cursor is still hidden");
        Assert.StartsWith(Before, WithHistory, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder.Combine("modes-before")), File.ReadAllText(_folder.Combine("modes-after")));
        return int.Parse(File.ReadAllText(_folder.Combine("exit-code")));
    }

    public void Dispose()
    {
        Tmux("kill-server");
        _folder.Dispose();
    }

    private static string Script(TemporaryFolder folder, string program, string input) => $"sh {folder.Write("script",
        $"""
        stty -g >modes-before
        echo '{Before}'
        {input} sh -c 'echo $$ >pid; exec {program} 2>error'
        echo $? >exit-code
        stty -g >modes-after
        echo '{After}'
        exec sleep 600

        """)}";

    private static string Quote(string argument)
    {
        Assert.DoesNotContain('\'', argument);
        return $"\"{argument}\"";
    }

    private string Show(string variable) => Tmux("display-message", "-p", $"#{{{variable}}}").Trim();

    private string Tmux(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-L", _socket, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("TMUX");
        OvsTopProgram.RemoveSettings(start);
        using var tmux = Process.Start(start) ?? throw new InvalidOperationException("tmux did not start");
        var error = tmux.StandardError.ReadToEndAsync();
        string output = tmux.StandardOutput.ReadToEnd();
        tmux.WaitForExit();
        Assert.True(tmux.ExitCode == 0, $"tmux {string.Join(' ', arguments)}: {error.Result}");
        return output;
    }
}
