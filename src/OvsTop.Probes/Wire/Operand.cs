using System.Runtime.InteropServices;

namespace OvsTop.Probes.Wire;

/// <summary>struct ovstop_operand: where one USDT argument lies.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Operand
{
    public OperandKind Kind;
    public byte Size;
    public byte IsSigned;
    public byte Scale;
    public ushort RegisterOffset;
    public ushort IndexOffset;
    public long Displacement;
}
