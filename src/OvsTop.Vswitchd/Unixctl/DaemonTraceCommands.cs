using System.Collections.Frozen;
using System.Text.RegularExpressions;
using OvsTop.Model;

namespace OvsTop.Vswitchd.Unixctl;

/// <summary>
/// The commands by which an ovs-vswitchd traces upcalls itself ("Introduce upcall (live) tracing", proposed in February 2026 and not released): found by
/// <c>list-commands</c>, their arguments read off the usage. What is not understood is not sent.
/// </summary>
public sealed partial class DaemonTraceCommands
{
    private static readonly FrozenDictionary<string, Word> Words = new Dictionary<string, Word>
    {
        ["bridge"] = Word.Bridge,
        ["br"] = Word.Bridge,
        ["bridge_name"] = Word.Bridge,
        ["br_name"] = Word.Bridge,
        ["flow"] = Word.Filter,
        ["filter"] = Word.Filter,
        ["match"] = Word.Filter,
        ["br_flow"] = Word.Filter,
        ["id"] = Word.Id,
        ["trace_id"] = Word.Id,
        ["trace"] = Word.Id,
        ["name"] = Word.Name,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private DaemonTraceCommands((string Method, Word[] Words) create, (string Method, Word[] Words) list, (string Method, Word[] Words) print, (string Method, Word[] Words) delete) =>
        (_create, _list, _print, _delete) = (create, list, print, delete);

    private readonly (string Method, Word[] Words) _create, _list, _print, _delete;

    private enum Word
    {
        Bridge,
        Filter,
        Id,
        Name,
    }

    /// <summary>True for a name that such a command has.</summary>
    public static bool IsOne(string method) => Pattern().IsMatch(method);

    /// <summary>Finds the commands among those of <c>list-commands</c>.</summary>
    /// <param name="commands">Usage by command.</param>
    /// <param name="note">Why there are none although some have the name; empty otherwise. Untrusted text.</param>
    /// <returns>Null when this daemon has none, or none that is understood.</returns>
    public static DaemonTraceCommands? Find(IReadOnlyDictionary<string, string> commands, out string note)
    {
        note = "";
        string[] names = [.. commands.Keys.Where(IsOne).Order(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            return null;
        }

        if (Of(commands, names, "create", "add") is { } create && create.Words.Contains(Word.Filter)
            && Of(commands, names, "list") is { } list && !list.Words.Contains(Word.Id)
            && Of(commands, names, "get", "print", "show") is { } print && print.Words.Contains(Word.Id)
            && Of(commands, names, "delete", "remove", "destroy") is { } delete)
        {
            return new DaemonTraceCommands(create, list, print, delete);
        }

        string odd = names.FirstOrDefault(name => WordsOf(commands[name]) is null) ?? names[0];
        note = $"this ovs-vswitchd offers {PlainText.Brief(odd)} with an unknown syntax, so it is not used: {PlainText.Brief($"{odd} {commands[odd]}")}";
        return null;
    }

    /// <summary>Begins a trace.</summary>
    public (string Method, string[] Args) Create(string bridge, string filter, string name) => (_create.Method, Fill(_create.Words, bridge, filter, name, name));

    /// <summary>Asks which traces there are.</summary>
    public (string Method, string[] Args) List(string bridge, string name) => (_list.Method, Fill(_list.Words, bridge, "", name, name));

    /// <summary>Asks for one of them.</summary>
    public (string Method, string[] Args) Print(string bridge, string name, string id) => (_print.Method, Fill(_print.Words, bridge, "", name, id));

    /// <summary>Ends what <see cref="Create"/> began.</summary>
    /// <param name="bridge">Bridge it was begun on.</param>
    /// <param name="name">Name it was given.</param>
    /// <param name="id">What the daemon called it, in its answer.</param>
    public (string Method, string[] Args) Delete(string bridge, string name, string id) => (_delete.Method, Fill(_delete.Words, bridge, "", name, id));

    private static string[] Fill(Word[] words, string bridge, string filter, string name, string id) =>
        [.. words.Select(word => word switch { Word.Bridge => bridge, Word.Filter => filter, Word.Name => name, _ => id })];

    private static (string Method, Word[] Words)? Of(IReadOnlyDictionary<string, string> commands, string[] names, params string[] verbs)
    {
        foreach (string verb in verbs)
        {
            if (names.FirstOrDefault(name => name.EndsWith("/" + verb, StringComparison.Ordinal)) is { } found && WordsOf(commands[found]) is { } words)
            {
                return (found, words);
            }
        }

        return null;
    }

    /// <summary>The arguments that a command must have; null when one of them is not known.</summary>
    private static Word[]? WordsOf(string usage)
    {
        var words = new List<Word>();
        int optional = 0;
        foreach (string token in usage.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int opened = token.Count(c => c == '['), closed = token.Count(c => c == ']');
            bool isOptional = optional > 0 || opened > 0;
            optional += opened - closed;
            string bare = token.Trim('<', '>', '[', ']').ToLowerInvariant().Replace('-', '_');
            if (Words.TryGetValue(bare, out var word))
            {
                // A filter and a bridge are given also where they may be left out: less is traced.
                if (!isOptional || word is Word.Filter or Word.Bridge)
                {
                    words.Add(word);
                }
            }
            else if (!isOptional)
            {
                return null;
            }
        }

        return [.. words];
    }

    [GeneratedRegex("^(upcall|ofproto|dpif)/trace/[a-z-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
