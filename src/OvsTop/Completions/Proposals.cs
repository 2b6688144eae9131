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
        if (words.Count > 1 && TakesValue(command, words[^2]) is { } option)
        {
            return KnownWords.Of(option, typed);
        }

        int value = typed.IndexOf('=', StringComparison.Ordinal) + 1;
        if (value > 0 && TakesValue(command, typed[..(value - 1)]) is { } assigned)
        {
            return KnownWords.Of(assigned, typed[value..]).Select(known => known with { Word = typed[..value] + known.Word });
        }

        return typed.StartsWith('-')
            ? command.Options.Where(o => !o.Hidden && before.GetResult(o) is null or { Implicit: true }).Select(o => new Proposal(o.Name, o.Description))
            : command.Subcommands.Where(c => !c.Hidden).Select(c => new Proposal(c.Name, c.Description)).Concat(command.Arguments.SelectMany(a => KnownWords.Of(a, typed)));
    }

    private static Option? TakesValue(Command command, string name) => command.Options.FirstOrDefault(option =>
        (option.Name == name || option.Aliases.Contains(name)) && option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool));
}
