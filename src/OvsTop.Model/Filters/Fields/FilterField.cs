namespace OvsTop.Model.Filters.Fields;

/// <summary>One row of <see cref="FilterFields"/>.</summary>
/// <param name="Id">The field.</param>
/// <param name="Name">Its canonical name, the one ovs-ofctl prints; numbered fields without the number.</param>
/// <param name="Bits">Significant low bits of the value.</param>
/// <param name="Kind">How values are written.</param>
/// <param name="Needs">Prerequisite.</param>
/// <param name="Place">Where the value comes from.</param>
/// <param name="Help">One line for help and completion.</param>
public sealed record FilterField(FieldId Id, string Name, int Bits, ValueKind Kind, Prerequisite Needs, FieldPlace Place, string Help)
{
    /// <summary>Other accepted names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Names of flags by bit or of choices by value.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Low bits of the value that are always zero.</summary>
    public int ZeroBits { get; init; }

    /// <summary>A mask may follow the value. ovs-ofctl allows fewer; pasted datapath flows need all of them.</summary>
    public bool Maskable => Kind is ValueKind.Mac or ValueKind.Ipv4 or ValueKind.Ipv6 or ValueKind.Flags || IsInteger;

    /// <summary>One above the highest number of a numbered field (reg0..reg15: 16); 0 for others.</summary>
    public int Instances { get; init; }

    /// <summary>The lowest number of a numbered field.</summary>
    public int FirstInstance { get; init; }

    /// <summary>A packet or trace has several values: the test holds if one of them passes.</summary>
    public bool IsMany { get; init; }

    /// <summary>ovs-ofctl knows the field.</summary>
    public bool IsOpenFlow { get; init; } = true;

    /// <summary>A value to show as an example.</summary>
    public string Example { get; init; } = "0";

    /// <summary>All significant bits.</summary>
    public UInt128 FullMask => (Bits >= 128 ? UInt128.MaxValue : (UInt128.One << Bits) - 1) >> ZeroBits << ZeroBits;

    /// <summary>Values are written as integers.</summary>
    public bool IsInteger => Kind is ValueKind.Number or ValueKind.Hexadecimal;

    /// <summary>The values are numbers in an order.</summary>
    public bool IsNumber => IsInteger && Bits <= 64;

    /// <summary>The values are text, not numbers.</summary>
    public bool IsText => Kind is ValueKind.Text or ValueKind.Content;

    /// <summary>The name with its number where the field is numbered.</summary>
    public string NameOf(int index) => Instances == 0 ? Name : $"{Name}{index}";
}
