using System.Text;
using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Evaluation;

/// <summary>A filter as flat rows. Evaluation allocates nothing and calls no delegate; the program may be shared by threads.</summary>
public sealed class FilterProgram
{
    private readonly FilterRow[] _rows;
    private readonly string[] _texts;
    private readonly byte[]?[] _bytes;

    internal FilterProgram(FilterRow[] rows, string[] texts)
    {
        _rows = rows;
        _texts = texts;
        _bytes = new byte[texts.Length][];
        foreach (ref readonly var row in rows.AsSpan())
        {
            AsksForResults |= row.Kind > FilterRowKind.Any && row.Place is FieldPlace.Trace or FieldPlace.Result;
            if (row.Field is FieldId.Bytes or FieldId.Payload)
            {
                _bytes[row.Text] = Encoding.Latin1.GetBytes(texts[row.Text]);
            }
        }
    }

    /// <summary>It asks for something that is known only when a packet has gone its way, as its verdict: <see cref="TraceFacts"/>.</summary>
    public bool AsksForResults { get; }

    /// <summary>The rows.</summary>
    internal ReadOnlySpan<FilterRow> Rows => _rows;

    /// <summary>Decides about an upcall.</summary>
    public Truth Evaluate(in FilterSubject subject) =>
        _rows.Length == 0 ? Truth.True : Evaluate(0, subject, KeyReader.Present(subject.Key));

    private Truth Evaluate(int index, in FilterSubject subject, ulong present)
    {
        ref readonly var row = ref _rows[index];
        if (row.Kind > FilterRowKind.Any)
        {
            var held = Test(row, subject, present);
            return row.IsNegated ? Truth.True - (byte)held : held;
        }

        bool isAll = row.Kind is FilterRowKind.All;
        var result = isAll ? Truth.True : Truth.False;
        for (int i = index + 1; i < row.End; i = _rows[i].End)
        {
            var part = Evaluate(i, subject, present);
            if (isAll ? part < result : part > result)
            {
                result = part;
                if (result == (isAll ? Truth.False : Truth.True))
                {
                    return result;
                }
            }
        }

        return result;
    }

    private Truth Test(in FilterRow row, in FilterSubject subject, ulong present)
    {
        if (row.Present != 0 && (row.Present & present) == 0)
        {
            return Truth.False;
        }

        if (row.Place <= FieldPlace.KeyHere)
        {
            return row.Kind switch
            {
                FilterRowKind.Number when row.IsWide => Of(row.Holds(KeyReader.ReadWide(row.Field, subject.Key))),
                FilterRowKind.Number => Of(row.Holds(KeyReader.Read(row.Field, subject.Key))),
                FilterRowKind.Exists => Truth.True,
                FilterRowKind.NoSuchPort => Of(row.Op is CompareOp.NotEqual),
                _ => Truth.Unknown,
            };
        }

        return row.Place is FieldPlace.Upcall or FieldPlace.Capture ? Captured(row, subject) : Known(row, subject.Facts);
    }

    private Truth Captured(in FilterRow row, in FilterSubject subject)
    {
        switch (row.Field)
        {
            case FieldId.Length when subject.PacketLength >= 0:
                return Of(row.Holds((uint)subject.PacketLength));
            case FieldId.UpcallType when subject.UpcallType >= 0:
                return Of(row.Holds((uint)subject.UpcallType));
            case FieldId.Handler when row.Kind is FilterRowKind.Number && subject.Tid != 0:
                return Of(row.Holds(subject.Tid));
            case FieldId.Handler when row.Kind is FilterRowKind.Text && subject.HandlerName is { } name:
                return Of(string.Equals(name, _texts[row.Text], StringComparison.Ordinal) == (row.Op is CompareOp.Equal));
            case FieldId.Ufid when subject.Ufid is { } ufid:
                return Of(row.Holds(Syntax.ValueSyntax.ToNumber(ufid)));
            case FieldId.Bytes when !subject.Packet.IsEmpty:
                return Of((subject.Packet.IndexOf(_bytes[row.Text]) >= 0) == (row.Op is CompareOp.Equal));
            case FieldId.Payload when !subject.Packet.IsEmpty:
                int start = Packets.PacketPayload.Offset(subject.Packet);
                return Of((subject.Packet[start..].IndexOf(_bytes[row.Text]) >= 0) == (row.Op is CompareOp.Equal));
            default:
                return row.Kind is FilterRowKind.Exists ? Truth.True : Truth.Unknown;
        }
    }

    private Truth Known(in FilterRow row, TraceFacts? facts)
    {
        if (row.Kind is FilterRowKind.Exists)
        {
            return row.Field is FieldId.TunMetadata ? Truth.Unknown : Truth.True;
        }

        bool isRegister = row.Field is FieldId.Reg or FieldId.XReg or FieldId.XxReg;
        if (facts is null || !facts.Knows(isRegister ? FieldId.Reg : row.Field))
        {
            return Truth.Unknown;
        }

        return Of(row.Field switch
        {
            FieldId.Verdict => row.Holds((uint)facts.Verdict),
            FieldId.Rounds => row.Holds((uint)facts.Rounds),
            FieldId.Slow => row.Holds(facts.SlowReasons),
            FieldId.UpcallUs => row.Holds(facts.UpcallUs),
            FieldId.Deleted => row.Holds(facts.DeleteReason),
            FieldId.Metadata => row.Holds(facts.Metadata),
            FieldId.Table => Some(row, facts.Tables),
            FieldId.Cookie => Some(row, facts.Cookies),
            FieldId.Link => Some(row, facts.Links),
            FieldId.Output when row.Kind is FilterRowKind.Number => Some(row, facts.OutputPorts),
            FieldId.Output => Some(row, facts.OutputNames),
            FieldId.Bridge => Some(row, facts.Bridges),
            _ => row.Holds(Register(row, facts)),
        });
    }

    private static UInt128 Register(in FilterRow row, TraceFacts facts)
    {
        int width = row.Field is FieldId.Reg ? 1 : row.Field is FieldId.XReg ? 2 : 4;
        UInt128 value = 0;
        foreach (uint register in facts.Registers.Slice(row.Index * width, width))
        {
            value = (value << 32) | register;
        }

        return value;
    }

    /// <summary>One of the values passes; for <c>!=</c> none of them is equal.</summary>
    private static bool Some(FilterRow row, List<ulong> values)
    {
        bool isNot = row.Op is CompareOp.NotEqual;
        row.Op = isNot ? CompareOp.Equal : row.Op;
        foreach (ulong value in values)
        {
            if (row.Holds(value))
            {
                return !isNot;
            }
        }

        return isNot;
    }

    private bool Some(in FilterRow row, List<string> values)
    {
        foreach (string value in values)
        {
            if (string.Equals(value, _texts[row.Text], StringComparison.Ordinal))
            {
                return row.Op is CompareOp.Equal;
            }
        }

        return row.Op is CompareOp.NotEqual;
    }

    private static Truth Of(bool holds) => holds ? Truth.True : Truth.False;
}
