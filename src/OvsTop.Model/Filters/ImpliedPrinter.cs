using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters;

/// <summary>
/// Prints a filter together with what its fields imply: <c>tp_dst=80</c> needs a protocol with ports. Prerequisites are added where the
/// rest does not already say them; they are never dropped.
/// </summary>
public sealed class ImpliedPrinter
{
    private readonly List<FilterPiece> _pieces = [];

    private ImpliedPrinter()
    {
    }

    /// <summary>The pieces of the filter in order. Joined they are a filter with the same meaning.</summary>
    public static IReadOnlyList<FilterPiece> Print(Filter filter)
    {
        var printer = new ImpliedPrinter();
        printer.Add(filter.RoundOnly ? "round:" : "");
        if (filter.Root is { } root)
        {
            printer.Write(root, PacketKinds.Any, false);
        }

        return printer._pieces;
    }

    /// <summary>What was implied, each once, e.g. <c>tp_dst needs (tcp or udp)</c>; empty when everything is written.</summary>
    public static IReadOnlyList<string> Explain(Filter filter)
    {
        var reasons = new List<string>();
        if (filter.Root is { } root)
        {
            Explain(root, PacketKinds.Of(root, true), reasons);
        }

        return reasons;
    }

    private static void Explain(Expr expr, PacketKinds known, List<string> reasons)
    {
        switch (expr)
        {
            case Negation negation:
                Explain(negation.Part, known, reasons);
                break;
            case Junction junction:
                foreach (var part in junction.Parts)
                {
                    Explain(part, junction.IsAnd ? known : known.And(PacketKinds.Of(part, true)), reasons);
                }

                break;
            case FieldTest test when Missing(test, known) is { } missing:
                string reason = $"{test.Field.NameOf(test.Index)} needs {missing}";
                if (!reasons.Contains(reason))
                {
                    reasons.Add(reason);
                }

                break;
        }
    }

    private void Write(Expr expr, PacketKinds known, bool isInside)
    {
        switch (expr)
        {
            case Negation negation:
                Add("not ");
                Write(negation.Part, known, true);
                break;
            case Junction junction:
                WriteJunction(junction, known, isInside);
                break;
            case FieldTest test when Missing(test, known) is { } missing:
                Add(isInside ? "(" : "", true);
                Add($"{missing} and ", true);
                Add(expr.ToString());
                Add(isInside ? ")" : "", true);
                break;
            default:
                Add(expr.ToString());
                break;
        }
    }

    private void WriteJunction(Junction junction, PacketKinds known, bool isInside)
    {
        Add(isInside ? "(" : "");
        var spelled = junction.IsAnd ? known.And(PacketKinds.Of(junction, true)) : known;
        for (int i = 0; i < junction.Parts.Count; i++)
        {
            var part = junction.Parts[i];
            Add(i > 0 ? FilterPrinter.Joint(junction.IsAnd, junction.Parts[i - 1], part) : "");
            bool isBare = junction.IsAnd && part is FieldTest;
            Write(part, spelled, !isBare && (junction.IsAnd || part is not Junction { IsAnd: true }));
            if (isBare)
            {
                spelled = spelled.And(PacketKinds.Of(part));
            }
        }

        Add(isInside ? ")" : "");
    }

    private static string? Missing(FieldTest test, PacketKinds known)
    {
        // An Ethernet header goes without saying, and a VLAN id says that there is a tag.
        var needed = Prerequisites.Of(test.Field.Needs);
        if (needed.Kinds.Count == 0 || test.Field.Needs is Prerequisite.Ethernet || test.Field.Id is FieldId.DlVlan || known.Imply(needed.Kinds))
        {
            return null;
        }

        var possible = Enumerable.Range(0, needed.Kinds.Count).Where(i => known.Allow(needed.Kinds[i])).Select(i => needed.Text[i]).ToArray();
        return possible.Length == 0 ? null : possible.Length == 1 ? possible[0] : $"({string.Join(" or ", possible)})";
    }

    private void Add(string text, bool isImplied = false)
    {
        if (text.Length > 0)
        {
            _pieces.Add(new(text, isImplied));
        }
    }
}
