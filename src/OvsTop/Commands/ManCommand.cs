using System.CommandLine;
using OvsTop.Manual;

namespace OvsTop.Commands;

/// <summary><c>ovstop man</c>: the man page.</summary>
internal static class ManCommand
{
    public static Command Make(RootCommand root)
    {
        var command = new Command("man", "Print the man page: ovstop man | man -l -, or into /usr/local/share/man/man8/ovstop.8.");
        command.SetAction(_ => Output.Guard(() =>
        {
            using var output = Console.OpenStandardOutput();
            using var text = Output.Text(output);
            text.Write(ManPage.Write(root));
            return 0;
        }));
        return command;
    }
}
