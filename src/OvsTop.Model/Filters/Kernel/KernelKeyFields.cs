using System.Runtime.CompilerServices;
using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Kernel;

/// <summary>
/// A flow key laid out flat, <c>struct ovstop_key_fields</c> in ovstop.h: 40 host-order 64-bit words. The kernel program fills it in one
/// bounded walk over the netlink key; a predicate names a word, a mask and a value. Addresses, ports and types are in host order, so
/// they compare as numbers. What the key does not hold is 0; <see cref="KeyWord.Present"/> says what it holds.
/// </summary>
[InlineArray(Words)]
public struct KernelKeyFields
{
    /// <summary>Number of words (OVSTOP_KEY_WORDS).</summary>
    public const int Words = 40;

    /// <summary>Bit of <see cref="KeyWord.Present"/>: the walk could not read the whole key, so the filter must let it pass.</summary>
    public const ulong Incomplete = 1UL << 63;

    private ulong _word;

    /// <summary>Parts the key holds.</summary>
    public readonly KeyParts Present => (KeyParts)(this[(int)KeyWord.Present] & ~Incomplete);
}
