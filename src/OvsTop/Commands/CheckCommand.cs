using System.CommandLine;
using OvsTop.Checks;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Commands;

/// <summary><c>ovstop check</c>: what this machine and this daemon can give, and what is missing.</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var pid = Arguments.Pid("look at");
        var command = new Command("check", "Say what this kernel and this ovs-vswitchd can give, probe by probe, what each view attaches, and what is missing.") { pid };
        var options = new CommonOptions().AddConfigTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var check = Check.Run(parsed.GetValue(pid), options.Settings(parsed), new UnixctlClients());
            CheckText.Write(Console.Out, check);
            return check.ExitCode;
        }));
        return command;
    }
}
