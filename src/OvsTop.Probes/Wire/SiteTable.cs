using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OvsTop.Model.Events;

namespace OvsTop.Probes.Wire;

/// <summary>struct ovstop_sites: the sites of all probes, frozen into .rodata before load.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SiteTable
{
    /// <summary>OVSTOP_SITES.</summary>
    public const int MaxSites = 4;

    /// <summary>OVSTOP_USDT_END.</summary>
    public const int Probes = (int)ProbeId.FlowSweepResult + 1;

    public CountArray Count;
    public ProbeArray Sites;

    /// <summary>Number of sites of a probe.</summary>
    [InlineArray(Probes)]
    public struct CountArray
    {
        private uint _element;
    }

    [InlineArray(Probes)]
    public struct ProbeArray
    {
        private SiteArray _element;
    }

    [InlineArray(MaxSites)]
    public struct SiteArray
    {
        private Site _element;
    }
}
