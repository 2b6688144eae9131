using System.CommandLine;
using OvsTop.Checks;

namespace OvsTop.Commands;

/// <summary><c>ovstop check</c>: what this machine and this daemon can give, and what is missing.</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var pid = Arguments.Pid("look at");
        var command = new Command("check", "Say what this kernel and this ovs-vswitchd can give, probe by probe, and what is missing.") { pid };
        command.SetAction(parsed => Output.Guard(() =>
        {
            var check = Check.Run(parsed.GetValue(pid));
            CheckText.Write(Console.Out, check);
            return check.ExitCode;
        }));
        return command;
    }
}
