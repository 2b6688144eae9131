using System.Runtime.CompilerServices;
using OvsTop.Model.Filters.Kernel;

namespace OvsTop.Probes.Wire;

/// <summary>struct ovstop_filters: shared memory with the loaded programs. The lowest bit of a generation selects the slot.</summary>
[InlineArray(2)]
internal struct FilterSlots
{
    private KernelPredicates _slot;
}
