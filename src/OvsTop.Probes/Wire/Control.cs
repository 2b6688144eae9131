using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OvsTop.Model.Events;

namespace OvsTop.Probes.Wire;

/// <summary>struct ovstop_control: shared memory with the loaded programs.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Control
{
    /// <summary>A window of the detail budget is 2^27 ns.</summary>
    public const double WindowSeconds = (1 << 27) / 1e9;

    /// <summary><see cref="DetailsWindow"/> without a limit.</summary>
    public const uint AllDetails = uint.MaxValue;

    /// <summary>Rows of the tally table in use, the shared row included. Written by the programs.</summary>
    public uint SlotsUsed;

    /// <summary>Bytes of each packet to capture.</summary>
    public uint PacketBytes;

    /// <summary>Detail records each thread may send per window.</summary>
    public uint DetailsWindow;

    /// <summary>Generation of the active filter; 0 none.</summary>
    public uint FilterGeneration;

    /// <summary>ukey fingerprints seen: L0, L1, L2, unknown. Written by the programs.</summary>
    public LayoutArray Layouts;

    /// <summary>CLOCK_MONOTONIC when a probe was switched on, by ProbeId; 0 it is off and hits are not counted.</summary>
    public SinceArray SinceNs;

    /// <summary>The daemon's process: functions of the kernel are probed for all, and counted for it.</summary>
    public uint Tgid;

    /// <summary>Upcall sockets that have a row, and one. Written by the programs.</summary>
    public uint SocketsUsed;

    /// <summary>A put so many ns after the flow's delete is churn.</summary>
    public ulong ChurnNs;

    /// <summary>Not 0: packets are followed through their rounds, and flows they put to their end.</summary>
    public uint Follow;

    /// <summary>Not used.</summary>
    public uint Reserved;

    [InlineArray(ProbeTable.Slots)]
    public struct SinceArray
    {
        private ulong _element;
    }

    [InlineArray(4)]
    public struct LayoutArray
    {
        private ulong _element;
    }
}
