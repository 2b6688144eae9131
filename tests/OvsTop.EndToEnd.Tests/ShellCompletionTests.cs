using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>The scripts of <c>ovstop completion</c> in the shells they are for, with a Tab pressed.</summary>
public sealed class ShellCompletionTests
{
    private const string Bash = "PS1='shell> ' exec bash --norc --noprofile -i";
    private const string Zsh = "PS1='shell> ' exec zsh -f -i";
    private const string Fish = "exec fish --no-config --init-command 'function fish_prompt; echo \"shell> \"; end'";

    /// <summary>The pid of a daemon that runs; of what is typed the last digit is missing.</summary>
    private const string Pid = "PID";

    /// <summary>What is typed, and what a line or a list has on the screen then. A single proposal is completed, several are listed.</summary>
    public static TheoryData<string, string[]> Lines => new()
    {
        { "ovstop repl", ["ovstop replay"] },
        { "ovstop re", ["replay", "record", "report"] },
        { "ovstop record --fs", ["ovstop record --fsync"] },
        { "ovstop --view ma", ["ovstop --view mainloop"] },
        { "ovstop demo --theme hi", ["ovstop demo --theme high-contrast"] },
        { "ovstop --filter tcp,tp_", ["tp_src", "tp_dst"] },
        { "ovstop --filter tcp,nw_sr", ["ovstop --filter tcp,nw_src"] },
        { "ovstop --filter 'tcp and nw_sr", ["ovstop --filter 'tcp and nw_src"] },
        { "ovstop --filter=nw_sr", ["ovstop --filter=nw_src"] },
        { "ovstop export x.ovscap --format ", ["jsonl", "ovscap", "pcapng", "retis"] },
        { "ovstop --pid PID", [Pid] },
    };

    [ShellTheory("bash")]
    [MemberData(nameof(Lines))]
    public void Bash_completes(string line, string[] expected) => Complete(Bash, "bind 'set bell-style none'; bind 'set show-all-if-ambiguous on'; eval \"$(ovstop completion bash)\"", line, expected);

    [ShellTheory("zsh")]
    [MemberData(nameof(Lines))]
    public void Zsh_completes(string line, string[] expected) => Complete(Zsh, "autoload -U compinit; compinit -D; eval \"$(ovstop completion zsh)\"", line, expected);

    [ShellTheory("fish")]
    [MemberData(nameof(Lines))]
    public void Fish_completes(string line, string[] expected) => Complete(Fish, "ovstop completion fish | source", line, expected);

    private static void Complete(string shell, string setUp, string line, string[] expected)
    {
        using var vswitchd = line.EndsWith(Pid, StringComparison.Ordinal) ? VswitchdDouble.Start("--on-cue") : null;
        if (vswitchd is not null)
        {
            (line, expected) = (line.Replace(Pid, $"{vswitchd.Pid / 10}"), [$"{vswitchd.Pid}"]);
        }

        using var terminal = TmuxSession.StartShell(100, 24, shell);
        terminal.WaitFor("shell>");
        terminal.Type($"{setUp}; echo set up");
        terminal.WaitUntil(screen => ScreenText.Rows(screen).Contains("set up"), "the script");
        terminal.Press("C-l");
        terminal.WaitUntil(screen => ScreenText.Rows(screen)[0] == "shell>", "a clear screen");
        terminal.Press("-l", line);
        terminal.WaitFor(line.TrimEnd());
        terminal.Press("Tab");
        terminal.WaitFor(expected);
    }
}
