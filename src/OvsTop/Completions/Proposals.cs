using System.CommandLine;

namespace OvsTop.Completions;

/// <summary>What could stand in the place of the last word of a command line.</summary>
internal static class Proposals
{
    /// <summary>The proposals that go on from what is typed.</summary>
    /// <param name="root">The whole command line.</param>
    /// <param name="words">The words behind <c>ovstop</c>, the last one as far as it is typed, perhaps empty.</param>
    public static IEnumerable<Proposal> For(RootCommand root, IReadOnlyList<string> words)
    {
        string typed = words.Count == 0 ? "" : words[^1];
        var before = root.Parse([.. words.Take(words.Count - 1)], new ParserConfiguration { ResponseFileTokenReplacer = null });
        var command = before.CommandResult.Command;
        return Candidates(command, before, words, typed).Where(proposal => proposal.Word.StartsWith(typed, StringComparison.Ordinal));
    }

    private static IEnumerable<Proposal> Candidates(Command command, ParseResult before, IReadOnlyList<string> words, string typed)
    {
        if (words.Count > 1 && command.Options.FirstOrDefault(o => o.Name == words[^2] || o.Aliases.Contains(words[^2])) is { Arity.MaximumNumberOfValues: > 0 } option
            && option.ValueType != typeof(bool))
        {
            return KnownWords.Of(option, typed);
        }

        return typed.StartsWith('-')
            ? command.Options.Where(o => !o.Hidden && before.GetResult(o) is null or { Implicit: true }).Select(o => new Proposal(o.Name, o.Description))
            : command.Subcommands.Where(c => !c.Hidden).Select(c => new Proposal(c.Name, c.Description)).Concat(command.Arguments.SelectMany(a => KnownWords.Of(a, typed)));
    }
}
