using System.Runtime.InteropServices;

namespace OvsTop.Model.Filters.Kernel;

/// <summary><c>struct ovstop_predicate</c>: (word &amp; mask) op value, unsigned.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct KernelPredicate
{
    /// <summary>Bits of the word that count.</summary>
    public ulong Mask;

    /// <summary>What they are compared with, in place.</summary>
    public ulong Value;

    /// <summary>Index of the word, below <see cref="KernelKeyFields.Words"/>.</summary>
    public ushort Word;

    /// <summary>The comparison.</summary>
    public CompareOp Op;

    /// <summary>Zero.</summary>
    public byte Padding;

    /// <summary>Zero.</summary>
    public uint Padding2;

    /// <summary>Makes a predicate.</summary>
    public KernelPredicate(KeyWord word, ulong mask, CompareOp op, ulong value) =>
        (Word, Mask, Op, Value) = ((ushort)word, mask, op, value);

    /// <summary>The word compared.</summary>
    public readonly KeyWord KeyWord => (KeyWord)Word;

    /// <summary>The predicate holds.</summary>
    public readonly bool Holds(in KernelKeyFields fields) => Op.Holds(fields[Word] & Mask, Value);

    /// <summary>Both are the same.</summary>
    public readonly bool Same(in KernelPredicate other) =>
        Word == other.Word && Op == other.Op && Mask == other.Mask && Value == other.Value;
}
