using System.Text;
using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters;

/// <summary>
/// Writes filters in their normal form: canonical names, values as ovs-ofctl prints them, a comma between plain tests and <c>and</c>
/// elsewhere. Parsing the text gives the same filter.
/// </summary>
public static class FilterPrinter
{
    /// <summary>The text of a filter; empty for the one that selects everything.</summary>
    public static string Print(Filter filter) =>
        (filter.RoundOnly ? "round:" : "") + (filter.Root is null ? "" : Print(filter.Root));

    /// <summary>The text of a node.</summary>
    public static string Print(Expr expr)
    {
        var text = new StringBuilder();
        Write(text, expr, false);
        return text.ToString();
    }

    /// <summary>The text of one comparison.</summary>
    internal static string Print(FieldTest test)
    {
        string name = test.Field.NameOf(test.Index);
        return test.IsSet
            ? $"{name} in {{{string.Join(", ", test.Values.Select(v => ValueSyntax.Write(test.Field, v)))}}}"
            : $"{name}{test.Op.Text()}{ValueSyntax.Write(test.Field, test.Values[0])}";
    }

    /// <summary>What joins two parts: a comma where ovs-ofctl could read both.</summary>
    internal static string Joint(bool isAnd, Expr left, Expr right) =>
        !isAnd ? " or " : IsPlain(left) && IsPlain(right) ? "," : " and ";

    private static void Write(StringBuilder text, Expr expr, bool isInside)
    {
        switch (expr)
        {
            case ProtocolTest test:
                text.Append(test.Protocol.Name);
                break;
            case FieldTest test:
                text.Append(Print(test));
                break;
            case Negation negation:
                text.Append("not ");
                Write(text, negation.Part, true);
                break;
            case Junction junction:
                bool needsParentheses = isInside;
                text.Append(needsParentheses ? "(" : "");
                for (int i = 0; i < junction.Parts.Count; i++)
                {
                    text.Append(i > 0 ? Joint(junction.IsAnd, junction.Parts[i - 1], junction.Parts[i]) : "");
                    Write(text, junction.Parts[i], junction.IsAnd || junction.Parts[i] is not Junction);
                }

                text.Append(needsParentheses ? ")" : "");
                break;
        }
    }

    private static bool IsPlain(Expr expr) =>
        expr is ProtocolTest || (expr is FieldTest { IsSet: false, Op: CompareOp.Equal } test && test.Values[0].UpTo is null);
}
