using System.Globalization;
using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters.Editing;

/// <summary>Proposes what can stand at the cursor, from the same tables the parser reads.</summary>
public static class Completer
{
    private static readonly (string Text, string Description)[] Joints =
        [(",", "and"), (" and ", "both"), (" or ", "either"), (" and not ", "but not")];

    /// <summary>The proposals, the most useful first.</summary>
    /// <param name="text">The filter as typed.</param>
    /// <param name="cursor">Offset of the cursor in it.</param>
    /// <param name="source">What is known of the switch.</param>
    public static IReadOnlyList<Completion> Complete(string text, int cursor, CompletionSource source)
    {
        cursor = Math.Clamp(cursor, 0, text.Length);
        var place = CursorPlace.Find(text, cursor);
        var following = Candidates(place.Next, place, "", source)
            .Select(c => new Completion(new(cursor, 0), c.Text, c.Description));
        var continuing = Candidates(place.Expectation, place, place.Typed, source)
            .Where(c => c.Text.StartsWith(place.Typed, StringComparison.OrdinalIgnoreCase) && c.Text.Length > place.Typed.Length)
            .Select(c => new Completion(place.Span, c.Text, c.Description));
        return [.. place.Field?.Kind is ValueKind.Flags ? continuing.Concat(following) : following.Concat(continuing)];
    }

    private static IEnumerable<(string Text, string Description)> Candidates(
        Expectation expectation,
        CursorPlace place,
        string typed,
        CompletionSource source) =>
        expectation switch
        {
            Expectation.Test => Tests(typed),
            Expectation.Operator => Operators(place.Field!),
            Expectation.Value => Values(place.Field!, typed, source),
            Expectation.Joint => place.OpenParentheses > 0 ? [.. Joints, (")", "close")] : Joints,
            Expectation.SetJoint => [(", ", "one more"), ("}", "close")],
            _ => [],
        };

    private static IEnumerable<(string Text, string Description)> Tests(string typed)
    {
        // Names come before aliases, and those only once something is typed.
        var fields = FilterFields.All.Select(f => (f.NameOf(f.FirstInstance), f.Help));
        var protocols = ProtocolTable.All.Select(p => (p.Name, p.Help));
        var aliases = typed.Length == 0
            ? []
            : FilterFields.All.SelectMany(f => f.Aliases.Select(a => (f.Instances == 0 ? a : $"{a}{f.FirstInstance}", f.Help)));
        return fields.Take(1).Concat(protocols.Take(5)).Concat(fields.Skip(1)).Concat(protocols.Skip(5)).Concat(aliases)
            .Concat([("not ", "the opposite"), ("(", "a group")]);
    }

    private static IEnumerable<(string Text, string Description)> Operators(FilterField field)
    {
        yield return ("=", $"{field.Name}={field.Example}");
        yield return ("!=", "is there and different");
        yield return (" in {", "one of several");
        if (field.IsNumber)
        {
            foreach (string op in new[] { "<", "<=", ">", ">=" })
            {
                yield return (op, "compare numbers");
            }
        }
    }

    private static IEnumerable<(string Text, string Description)> Values(FilterField field, string typed, CompletionSource source) => field switch
    {
        { Kind: ValueKind.Port } => source.Ports.Select(p => (ValueSyntax.Write(field, FilterValue.Named(p.Name)), p.Description)),
        { Id: FieldId.Bridge } => source.Bridges.Select(b => (ValueSyntax.Write(field, FilterValue.Named(b)), "bridge")),
        { Id: FieldId.Handler } => source.Handlers.Select(h => (ValueSyntax.Write(field, FilterValue.Named(h)), "handler thread")),
        { Id: FieldId.Table } => source.Tables.Select(t => (t.ToString(CultureInfo.InvariantCulture), "seen in the traces")),
        { Id: FieldId.Cookie } => source.Cookies.Select(c => ($"0x{c:x}", "seen in the traces")),
        { Kind: ValueKind.Flags } => Flags(field, typed),
        { Kind: ValueKind.Choice or ValueKind.Fragment } => field.Names.Select(n => (n, field.Help)),
        _ => [(field.IsNumber ? field.Example.Split('/')[0] : field.Example, $"e.g. {field.Example}: {field.Help}")],
    };

    /// <summary>The flags not yet used, behind what is typed of them.</summary>
    private static IEnumerable<(string Text, string Description)> Flags(FilterField field, string typed)
    {
        int start = typed.LastIndexOfAny(['+', '-', '|']);
        string before = start < 0 ? "" : typed[..start];
        var used = before.Split(['+', '-', '|']);
        if (typed.Length > 0 && start < typed.Length - 1 && field.Names.Contains(typed[(start + 1)..]))
        {
            used = [.. used, typed[(start + 1)..]];
            before = typed;
        }

        var unused = field.Names.Where(n => !used.Contains(n, StringComparer.OrdinalIgnoreCase));
        return unused.SelectMany(n => new[] { ($"{before}+{n}", $"{n} is set"), ($"{before}-{n}", $"{n} is not set") });
    }
}
