using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>Finds filters that work but can hardly be meant.</summary>
internal static class Doubts
{
    private const ulong PresentBit = 0x1000;

    /// <summary>Adds what is doubtful about a filter.</summary>
    public static void Find(Expr root, List<FilterError> doubts) => Visit(root, PacketKinds.Any, doubts);

    private static void Visit(Expr expr, PacketKinds known, List<FilterError> doubts)
    {
        switch (expr)
        {
            case Junction { IsAnd: true } junction:
                VisitAll(junction, known, doubts);
                break;
            case Junction junction:
                foreach (var part in junction.Parts)
                {
                    Visit(part, known, doubts);
                }

                break;
            case Negation negation:
                Visit(negation.Part, known, doubts);
                break;
            case FieldTest test:
                VisitTest(test, doubts);
                break;
        }
    }

    private static void VisitAll(Junction junction, PacketKinds known, List<FilterError> doubts)
    {
        var kinds = known;
        foreach (var part in junction.Parts)
        {
            var narrowed = kinds.And(PacketKinds.Of(part));
            if (narrowed.IsNone && !kinds.IsNone)
            {
                string hint = part is ProtocolTest ? "; for either write or between them" : "";
                doubts.Add(new(part.Span, $"no packet can match this beside the rest{hint}"));
            }

            kinds = narrowed;
        }

        if (kinds.IsNone)
        {
            return;
        }

        foreach (var part in junction.Parts)
        {
            Visit(part, kinds, doubts);
        }
    }

    private static void VisitTest(FieldTest test, List<FilterError> doubts)
    {
        if (test is { Field.Id: FieldId.VlanVid or FieldId.VlanTci, Op: CompareOp.Equal, IsSet: false, Values: [{ UpTo: null } value] }
            && (value.Mask & PresentBit) != 0 && (value.Value & PresentBit) == 0 && value.Value != 0)
        {
            string proposal = $"{test.Field.Name}=0x{value.Value | PresentBit:x}";
            doubts.Add(new(test.Span, $"no packet has this: bit 0x1000 is set in every tag; write {proposal} or dl_vlan={value.Value & 0xfff}"));
        }

        if (test.Field.Place is FieldPlace.Trace && test.Field.Id is FieldId.TunMetadata)
        {
            doubts.Add(new(test.Span, $"{test.Field.NameOf(test.Index)} is known only where a trace shows it"));
        }
    }
}
