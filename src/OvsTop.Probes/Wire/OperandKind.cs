namespace OvsTop.Probes.Wire;

/// <summary>enum ovstop_operand_kind.</summary>
internal enum OperandKind : byte
{
    None = 0,
    Constant = 1,
    Register = 2,
    Memory = 3,
}
