using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Evaluation;

/// <summary>
/// Flattens a filter into rows. Negations move down to the tests, so that junctions are monotone: weakening a test weakens the whole.
/// </summary>
internal sealed class FilterRows(Func<string, uint?>? ports)
{
    private readonly List<FilterRow> _rows = [];
    private readonly List<string> _texts = [];

    /// <summary>The rows so far.</summary>
    public FilterRow[] Rows => [.. _rows];

    /// <summary>Texts the rows refer to.</summary>
    public string[] Texts => [.. _texts];

    /// <summary>Port names the resolver does not know.</summary>
    public List<string> UnknownPorts { get; } = [];

    /// <summary>Adds a node.</summary>
    public void Add(Expr expr, bool isNegated = false)
    {
        switch (expr)
        {
            case Negation negation:
                Add(negation.Part, !isNegated);
                break;
            case Junction junction:
                int start = Open(junction.IsAnd != isNegated);
                foreach (var part in junction.Parts)
                {
                    Add(part, isNegated);
                }

                Close(start);
                break;
            case ProtocolTest test:
                AddProtocol(test.Protocol.Kind, isNegated);
                break;
            case FieldTest { Values.Count: 1 } test:
                AddTest(test, test.Values[0], isNegated);
                break;
            case FieldTest test:
                int set = Open(isNegated);
                foreach (var value in test.Values)
                {
                    AddTest(test, value, isNegated);
                }

                Close(set);
                break;
        }
    }

    private void AddProtocol(PacketKind kind, bool isNegated)
    {
        int start = Open(!isNegated);
        if (kind.EthType is { } type)
        {
            AddNumber(FilterFields.Of(FieldId.DlType), type, isNegated);
        }

        if (kind.IpProto is { } protocol)
        {
            AddNumber(FilterFields.Of(FieldId.NwProto), protocol, isNegated);
        }

        if (kind.Parts != 0)
        {
            _rows.Add(new()
            {
                Kind = FilterRowKind.Exists,
                Place = FieldPlace.Key,
                Needs = kind.Parts,
                Present = KeyReader.Bits(kind.Parts),
                IsNegated = isNegated,
                End = _rows.Count + 1,
                Text = -1,
            });
        }

        Close(start);
    }

    private void AddNumber(FilterField field, UInt128 value, bool isNegated) =>
        AddTest(new(field, 0, CompareOp.Equal, FilterValue.Masked(value, field.FullMask)), FilterValue.Masked(value, field.FullMask), isNegated);

    private void AddTest(FieldTest test, FilterValue value, bool isNegated)
    {
        var needs = Prerequisites.Of(test.Field.Needs).Parts;
        var row = new FilterRow
        {
            Kind = FilterRowKind.Number,
            Field = test.Field.Id,
            Place = test.Field.Place,
            Index = (byte)test.Index,
            Needs = needs,
            Present = KeyReader.Bits(needs),
            IsWide = test.Field.Bits > 64,
            Op = test.Op,
            Value = value.Value,
            Mask = value.Mask,
            IsRange = value.UpTo is not null,
            UpTo = value.UpTo ?? 0,
            IsNegated = isNegated,
            End = _rows.Count + 1,
            Text = -1,
        };
        if (value.Text is { } text)
        {
            row.Kind = FilterRowKind.Text;
            row.Text = _texts.Count;
            _texts.Add(value.IsBytes ? FromHex(text) : text);
            if (test.Field.Kind is ValueKind.Port)
            {
                ResolvePort(text, test.Field, ref row);
            }
            else if (test.Field.Id is FieldId.Handler && uint.TryParse(text, out uint tid))
            {
                (row.Kind, row.Value, row.Mask) = (FilterRowKind.Number, tid, uint.MaxValue);
            }
        }
        else if (row.Mask == 0 && test.Op is CompareOp.Equal)
        {
            row.Kind = FilterRowKind.Exists;
        }

        _rows.Add(row);
    }

    private void ResolvePort(string name, FilterField field, ref FilterRow row)
    {
        var number = ports?.Invoke(name);
        if (number is null && ports is not null && !UnknownPorts.Contains(name))
        {
            UnknownPorts.Add(name);
        }

        // The names of output ports are known with the result; ports of a key are numbers.
        if (field.Id is FieldId.InPort)
        {
            row.Kind = number is not null ? FilterRowKind.Number : ports is null ? FilterRowKind.UnknownPort : FilterRowKind.NoSuchPort;
            (row.Value, row.Mask) = (number ?? 0, field.FullMask);
        }
    }

    /// <summary>Bytes as text of one character each, so that text and bytes are sought alike.</summary>
    private static string FromHex(string digits) => string.Concat(Convert.FromHexString(digits).Select(b => (char)b));

    private int Open(bool isAnd)
    {
        _rows.Add(new() { Kind = isAnd ? FilterRowKind.All : FilterRowKind.Any, Text = -1 });
        return _rows.Count - 1;
    }

    private void Close(int start) => _rows[start] = _rows[start] with { End = _rows.Count };
}
