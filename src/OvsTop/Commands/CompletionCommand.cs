using System.CommandLine;

namespace OvsTop.Commands;

/// <summary><c>ovstop completion SHELL</c>: what a shell has to read to complete words of ovstop.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Command Make()
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", Shells) };
        shell.CompletionSources.Add(Shells);
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Shells.Contains(token.Value))
            {
                result.AddError(Arguments.Complaint("SHELL", token.Value, string.Join(" or ", Shells)));
            }
        });
        var command = new Command("completion", "Print the completion of a shell: eval \"$(ovstop completion bash)\".") { shell };
        command.SetAction(parsed => Output.Guard(() =>
        {
            using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{parsed.GetRequiredValue(shell)}")
                ?? throw new InvalidOperationException("the completion is not embedded");
            using var output = Console.OpenStandardOutput();
            script.CopyTo(output);
            return 0;
        }));
        return command;
    }
}
