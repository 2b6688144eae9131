using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OvsTop.Probes.Wire;

/// <summary>struct ovstop_talker_control: shared memory with the loaded programs.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TalkerControl
{
    /// <summary>What is counted: <see cref="OvsTop.Model.Talkers.TalkerDimensions"/>.</summary>
    public uint Dimensions;

    /// <summary>Its low 8 bits go into the keys.</summary>
    public uint Epoch;

    /// <summary>Keys ever put into the narrow and the wide map. Written by the programs.</summary>
    public TwoArray Inserted;

    /// <summary>Upcalls that found the map full, by dimension. Written by the programs.</summary>
    public MissedArray Missed;

    /// <summary>1: without a filter the tracepoint counts, and not recv_upcall.</summary>
    public uint FromKernel;

    public uint Reserved;

    [InlineArray(2)]
    public struct TwoArray
    {
        private uint _element;
    }

    [InlineArray(16)]
    public struct MissedArray
    {
        private ulong _element;
    }
}
