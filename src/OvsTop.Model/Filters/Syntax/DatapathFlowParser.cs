using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>
/// Reads a datapath flow pasted from <c>dpctl/dump-flows</c>, a log or a trace: attributes of odp-util.c with their masks. It ends before
/// the statistics. Parts that no field stands for are left out with a warning.
/// </summary>
internal sealed class DatapathFlowParser
{
    private const int MaxEncapsulations = 4;

    private static readonly string[] Statistics = ["packets", "bytes", "used", "flags", "offloaded", "dp", "actions"];

    private readonly string _text;
    private readonly List<FilterError> _warnings;
    private readonly List<Expr> _parts = [];
    private FilterError? _error;

    private DatapathFlowParser(string text, List<FilterError> warnings) => (_text, _warnings) = (text, warnings);

    /// <summary>A word begins a pasted flow: <c>ufid:</c> or an attribute directly before its parenthesis.</summary>
    public static bool IsStart(string text, TextSpan word) =>
        text.AsSpan(word.Start, word.Length).StartsWith("ufid:", StringComparison.OrdinalIgnoreCase)
        || (word.End < text.Length && text[word.End] == '(' && DatapathAttributes.IsKnown(text.Substring(word.Start, word.Length)));

    /// <summary>Reads the flow.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="start">Where the flow begins.</param>
    /// <param name="warnings">Where to put what was left out.</param>
    /// <param name="end">First character behind the flow and its statistics.</param>
    /// <param name="error">What is wrong, if the result is null.</param>
    public static Expr? Parse(string text, int start, List<FilterError> warnings, out int end, out FilterError? error)
    {
        var parser = new DatapathFlowParser(text, warnings);
        end = parser.Flow(start);
        error = parser._error;
        if (error is null && parser._parts.Count == 0)
        {
            error = new(TextSpan.Between(start, end), "this flow matches every packet: leave it out");
        }

        return error is null ? Junction.All(parser._parts) : null;
    }

    private int Flow(int position)
    {
        FieldTest? ufid = null;
        var word = FilterLexer.Next(_text, position, true).Span;
        if (_text.AsSpan(word.Start, word.Length).StartsWith("ufid:", StringComparison.OrdinalIgnoreCase))
        {
            ufid = Read(FieldId.Ufid, TextSpan.Between(word.Start + 5, word.End));
            position = word.End;
        }

        position = Attributes(position, _text.Length, 0);
        if (ufid is not null && _parts.Count == 0)
        {
            _parts.Add(ufid);
        }

        return _error is null ? SkipStatistics(position) : _text.Length;
    }

    /// <summary>Reads attributes until something else follows.</summary>
    /// <returns>The end of the last attribute.</returns>
    private int Attributes(int position, int limit, int level)
    {
        while (_error is null)
        {
            int start = SkipBlanksAndCommas(position, limit);
            int open = start;
            while (open < limit && (char.IsAsciiLetterOrDigit(_text[open]) || _text[open] == '_'))
            {
                open++;
            }

            string name = _text[start..open];
            if (open >= limit || _text[open] != '(' || !DatapathAttributes.IsKnown(name))
            {
                if (level > 0 && start < limit)
                {
                    Fail(TextSpan.Between(start, limit), $"unknown datapath attribute \"{NumberSyntax.Shown(name)}\"");
                }

                return position;
            }

            int close = Closing(open, limit);
            if (close < 0)
            {
                Fail(new(open, 1), "this \"(\" is never closed");
                return limit;
            }

            Attribute(name, TextSpan.Between(start, close + 1), TextSpan.Between(open + 1, close), level);
            position = close + 1;
        }

        return position;
    }

    private void Attribute(string name, TextSpan whole, TextSpan inner, int level)
    {
        if (name == "encap")
        {
            if (level >= MaxEncapsulations)
            {
                Fail(whole, "too many levels of encap");
                return;
            }

            Attributes(inner.Start, inner.End, level + 1);
        }
        else if (DatapathAttributes.Direct(name) is { } id)
        {
            Direct(id, inner, level);
        }
        else if (DatapathAttributes.Parts(name, level) is { } parts)
        {
            int before = _parts.Count;
            Parts(name, parts, inner);
            if (name == "vlan" && before == _parts.Count)
            {
                _parts.Add(new ProtocolTest(ProtocolTable.Find("vlan")!) { Span = whole });
            }
        }
        else
        {
            _warnings.Add(new(whole, $"{name} is not compared"));
        }
    }

    private void Direct(FieldId id, TextSpan inner, int level)
    {
        var test = Read(id, inner);
        bool isTag = id is FieldId.DlType && test is { Values: [{ Value: var type }] } && (type == 0x8100 || type == 0x88a8 || type == 0x9100);
        if (test is not null && isTag)
        {
            test = level == 0 ? Read(FieldId.VlanTpid, inner) : null;
        }

        AddUnlessAny(test);
    }

    private void Parts(string name, IReadOnlyDictionary<string, FieldId> parts, TextSpan inner)
    {
        (TextSpan Ns, TextSpan Id) packetType = default;
        foreach (var part in Split(inner))
        {
            int equals = _text.IndexOf('=', part.Start, part.Length);
            int open = _text.IndexOf('(', part.Start, part.Length);
            int nameEnd = equals < 0 || (open >= 0 && open < equals) ? open : equals;
            if (nameEnd < 0)
            {
                Fail(part, $"{NumberSyntax.Shown(_text.AsSpan(part.Start, part.Length))} is no part of {name}(..)");
                return;
            }

            string partName = _text[part.Start..nameEnd].Trim();
            var value = TextSpan.Between(nameEnd + 1, _text[nameEnd] == '(' ? part.End - 1 : part.End);
            if (name == "packet_type")
            {
                packetType = partName == "ns" ? (value, packetType.Id) : (packetType.Ns, value);
            }
            else if (!parts.TryGetValue(partName, out var id))
            {
                Fail(new(part.Start, Math.Max(1, partName.Length)), $"{name}(..) has no part \"{NumberSyntax.Shown(partName)}\"");
                return;
            }
            else if (id is FieldId.None)
            {
                _warnings.Add(new(part, $"{name}({partName}) is not compared"));
            }
            else
            {
                Part(id, value);
            }
        }

        if (name == "packet_type" && packetType.Ns.Length > 0 && packetType.Id.Length > 0)
        {
            PacketType(packetType.Ns, packetType.Id);
        }
    }

    private void Part(FieldId id, TextSpan value)
    {
        switch (id)
        {
            case FieldId.NwTos when Read(FieldId.TunTos, value) is { Values: [var tos] }:
                AddTos(FieldId.NwTos, tos, 0xfc, value);
                AddTos(FieldId.NwEcn, tos, 0x03, value);
                break;
            case FieldId.NwFrag when _text.IndexOf('/', value.Start, value.Length) is var slash and >= 0:
                bool isAny = _text[(slash + 1)..value.End] is "0" or "0x0";
                AddUnlessAny(isAny ? null : Read(id, TextSpan.Between(value.Start, slash)));
                break;
            default:
                AddUnlessAny(Read(id, value));
                break;
        }
    }

    private void AddTos(FieldId id, FilterValue tos, byte bits, TextSpan span)
    {
        var mask = tos.Mask & bits;
        AddUnlessAny(new(FilterFields.Of(id), 0, CompareOp.Equal, FilterValue.Masked(tos.Value, mask)) { Span = span });
    }

    private void PacketType(TextSpan ns, TextSpan id)
    {
        string nsText = _text.Substring(ns.Start, ns.Length);
        string idText = _text.Substring(id.Start, id.Length);
        if (nsText.Contains('/') || idText.Contains('/'))
        {
            _warnings.Add(new(TextSpan.Between(Math.Min(ns.Start, id.Start), Math.Max(ns.End, id.End)), "a masked packet type is not compared"));
            return;
        }

        var field = FilterFields.Of(FieldId.PacketType);
        if (ValueSyntax.Read(field, $"({nsText},{idText})", false, out var value, out _) is { } problem)
        {
            Fail(ns, problem);
            return;
        }

        _parts.Add(new FieldTest(field, 0, CompareOp.Equal, value) { Span = ns });
    }

    private void AddUnlessAny(FieldTest? test)
    {
        if (test is { Values: [{ Mask: var mask, Text: var name }] } && (mask != 0 || name is not null))
        {
            _parts.Add(test);
        }
    }

    private FieldTest? Read(FieldId id, TextSpan span)
    {
        var field = FilterFields.Of(id);
        string text = _text.Substring(span.Start, span.Length);
        if (ValueSyntax.Read(field, text, false, out var value, out var where) is { } problem)
        {
            Fail(where.Length == 0 ? new(Math.Max(0, span.Start - 1), 1) : new(span.Start + where.Start, where.Length), problem);
            return null;
        }

        return new(field, 0, CompareOp.Equal, value) { Span = span };
    }

    private IEnumerable<TextSpan> Split(TextSpan inner)
    {
        int level = 0;
        int start = inner.Start;
        for (int i = inner.Start; i <= inner.End; i++)
        {
            if (i == inner.End || (_text[i] == ',' && level == 0))
            {
                while (start < i && FilterLexer.IsBlank(_text[start]))
                {
                    start++;
                }

                if (start < i)
                {
                    yield return TextSpan.Between(start, i);
                }

                start = i + 1;
            }
            else
            {
                level += _text[i] is '(' or '{' ? 1 : _text[i] is ')' or '}' ? -1 : 0;
            }
        }
    }

    private int Closing(int open, int limit)
    {
        int level = 0;
        for (int i = open; i < limit; i++)
        {
            level += _text[i] == '(' ? 1 : _text[i] == ')' ? -1 : 0;
            if (level == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private int SkipBlanksAndCommas(int position, int limit)
    {
        while (position < limit && (FilterLexer.IsBlank(_text[position]) || _text[position] == ','))
        {
            position++;
        }

        return position;
    }

    private int SkipStatistics(int position)
    {
        var rest = _text.AsSpan(SkipBlanksAndCommas(position, _text.Length));
        foreach (string statistic in Statistics)
        {
            if (rest.Length > statistic.Length && rest.StartsWith(statistic, StringComparison.Ordinal) && rest[statistic.Length] == ':')
            {
                return _text.Length;
            }
        }

        return position;
    }

    private void Fail(TextSpan span, string message) => _error ??= new(span, message);
}
