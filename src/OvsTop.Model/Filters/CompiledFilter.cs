using OvsTop.Model.Filters.Evaluation;
using OvsTop.Model.Filters.Kernel;

namespace OvsTop.Model.Filters;

/// <summary>A filter ready to use: the table for the kernel, the program for what passes it, and how the two share the work.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Kernel">A necessary condition: what it stops, the filter would stop too. Set the generation before use.</param>
/// <param name="Program">The whole filter. User space checks all of it, also what the kernel has checked.</param>
/// <param name="Split">The parts of the filter and where each is tested.</param>
/// <param name="UnknownPorts">Port names without a port: their tests do not match until the filter is compiled again.</param>
public sealed record CompiledFilter(
    Filter Filter,
    KernelPredicates Kernel,
    FilterProgram Program,
    IReadOnlyList<SplitPart> Split,
    IReadOnlyList<string> UnknownPorts)
{
    /// <summary>The kernel tests something at all; without that every upcall is copied to user space.</summary>
    public bool IsKernelUseful { get; init; }

    /// <summary>What passes the kernel matches.</summary>
    public bool IsKernelExact { get; init; }
}
