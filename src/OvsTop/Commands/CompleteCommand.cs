using System.CommandLine;
using OvsTop.Completions;

namespace OvsTop.Commands;

/// <summary><c>ovstop complete -- WORD...</c>: what could stand in the place of the last word, a line each, with a tab and a description where there is one. For shells.</summary>
internal static class CompleteCommand
{
    public static Command Make(RootCommand root)
    {
        var words = new Argument<string[]>("WORD") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("complete", "For the shells' completion.") { words };
        command.Hidden = true;
        command.SetAction(parsed => Output.Guard(() =>
        {
            foreach (var proposal in Proposals.For(root, parsed.GetValue(words) ?? []))
            {
                Console.Out.WriteLine(proposal.Description is { Length: > 0 } description ? $"{proposal.Word}\t{description}" : proposal.Word);
            }

            return 0;
        }));
        return command;
    }
}
