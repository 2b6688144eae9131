namespace OvsTop.Model.Filters.Fields;

/// <summary>Kinds of packets a condition leaves possible, as alternatives; it errs on the side of possible.</summary>
internal readonly struct PacketKinds
{
    private const int MaxAlternatives = 12;

    private readonly IReadOnlyList<PacketKind> _alternatives;

    private PacketKinds(IReadOnlyList<PacketKind> alternatives) => _alternatives = alternatives;

    /// <summary>Any packet.</summary>
    public static PacketKinds Any { get; } = new([PacketKind.Any]);

    /// <summary>No packet is left.</summary>
    public bool IsNone => _alternatives.Count == 0;

    private bool IsAny => _alternatives.Count == 1 && _alternatives[0] == PacketKind.Any;

    /// <summary>The packets a condition leaves possible.</summary>
    /// <param name="expr">The condition.</param>
    /// <param name="isSpelled">Count only what is written, not what fields need.</param>
    public static PacketKinds Of(Expr expr, bool isSpelled = false)
    {
        switch (expr)
        {
            case ProtocolTest test:
                return new([test.Protocol.Kind]);
            case FieldTest test:
                return OfField(test, isSpelled);
            case Junction { IsAnd: true } junction:
                var all = Any;
                foreach (var part in junction.Parts)
                {
                    all = all.And(Of(part, isSpelled));
                }

                return all;
            case Junction junction:
                PacketKind[] some = [.. junction.Parts.SelectMany(p => Of(p, isSpelled)._alternatives).Distinct()];
                return some.Length > MaxAlternatives ? Any : new(some);
            default:
                return Any;
        }
    }

    /// <summary>All of these packets are of one of the kinds.</summary>
    public bool Imply(IReadOnlyList<PacketKind> kinds) => _alternatives.All(a => kinds.Any(a.Implies));

    /// <summary>Some of these packets can be of the kind.</summary>
    public bool Allow(PacketKind kind) => _alternatives.Any(a => a.TryIntersect(kind, out _));

    /// <summary>Packets possible under both.</summary>
    public PacketKinds And(PacketKinds other)
    {
        if (other.IsAny || IsNone)
        {
            return this;
        }

        var both = new List<PacketKind>();
        foreach (var mine in _alternatives)
        {
            foreach (var theirs in other._alternatives)
            {
                if (mine.TryIntersect(theirs, out var kind) && !both.Contains(kind))
                {
                    both.Add(kind);
                }
            }
        }

        return both.Count > MaxAlternatives ? this : new(both);
    }

    private static PacketKinds OfField(FieldTest test, bool isSpelled)
    {
        var needed = Prerequisites.Of(test.Field.Needs).Kinds;
        var kinds = isSpelled || needed.Count == 0 ? Any : new(needed);
        bool isFixed = test.Op is CompareOp.Equal && test.Values.All(v => v.UpTo is null && v.Text is null && v.Mask == test.Field.FullMask);
        if (isFixed && test.Field.Id is FieldId.DlType)
        {
            return kinds.And(new([.. test.Values.Select(v => new PacketKind((ushort)v.Value, null, 0))]));
        }

        return isFixed && test.Field.Id is FieldId.NwProto
            ? kinds.And(new([.. test.Values.Select(v => new PacketKind(null, (byte)v.Value, 0))]))
            : kinds;
    }
}
