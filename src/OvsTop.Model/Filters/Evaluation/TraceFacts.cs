using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Evaluation;

/// <summary>
/// What is known of a packet's result, filled as it becomes known and reused. Whoever sets a value also says so with
/// <see cref="Know"/>; until then tests of the field are <see cref="Truth.Unknown"/>.
/// </summary>
public sealed class TraceFacts
{
    /// <summary>Number of registers of a pipeline.</summary>
    public const int RegisterCount = 16;

    private readonly uint[] _registers = new uint[RegisterCount];
    private UInt128 _known;

    /// <summary>OpenFlow tables visited.</summary>
    public List<ulong> Tables { get; } = [];

    /// <summary>Cookies of the rules matched.</summary>
    public List<ulong> Cookies { get; } = [];

    /// <summary>Datapath ports the packet went out by.</summary>
    public List<ulong> OutputPorts { get; } = [];

    /// <summary>Names of the ports the packet went out by.</summary>
    public List<string> OutputNames { get; } = [];

    /// <summary>Bridges passed.</summary>
    public List<string> Bridges { get; } = [];

    /// <summary>Link grades of the rounds, in the order first exact unique likely ambiguous cached lost.</summary>
    public List<ulong> Links { get; } = [];

    /// <summary>0 output, 1 drop, 2 controller, 3 slow.</summary>
    public int Verdict { get; set; }

    /// <summary>Number of upcall rounds.</summary>
    public int Rounds { get; set; }

    /// <summary>Slow path reasons: bits cfm bfd lacp stp lldp action match.</summary>
    public uint SlowReasons { get; set; }

    /// <summary>Time of all upcalls of the packet, microseconds.</summary>
    public ulong UpcallUs { get; set; }

    /// <summary>Why the flow was deleted, <see cref="Events.DeleteReason"/>.</summary>
    public uint DeleteReason { get; set; }

    /// <summary>OpenFlow metadata.</summary>
    public ulong Metadata { get; set; }

    /// <summary>Registers reg0 to reg15.</summary>
    public Span<uint> Registers => _registers;

    /// <summary>The values of these fields are final.</summary>
    public void Know(params ReadOnlySpan<FieldId> fields)
    {
        foreach (var field in fields)
        {
            _known |= UInt128.One << (int)field;
        }
    }

    /// <summary>The value of a field is known. Knowing <see cref="FieldId.Reg"/> is knowing every register.</summary>
    public bool Knows(FieldId field) => (_known >> (int)field & 1) != 0;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _known = 0;
        Tables.Clear();
        Cookies.Clear();
        OutputPorts.Clear();
        OutputNames.Clear();
        Bridges.Clear();
        Links.Clear();
        Array.Clear(_registers);
    }
}
