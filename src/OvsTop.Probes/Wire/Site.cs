using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OvsTop.Probes.Wire;

/// <summary>struct ovstop_site: one place in the daemon where a probe can be hit.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Site
{
    /// <summary>OVSTOP_ARGUMENTS.</summary>
    public const int MaxArguments = 6;

    public ulong Ip;
    public ArgumentArray Arguments;

    [InlineArray(MaxArguments)]
    public struct ArgumentArray
    {
        private Operand _element;
    }
}
