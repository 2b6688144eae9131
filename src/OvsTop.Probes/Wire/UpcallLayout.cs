using System.Runtime.InteropServices;

namespace OvsTop.Probes.Wire;

/// <summary>struct ovstop_upcall_layout: where the members of tracepoint openvswitch:ovs_dp_upcall lie in its record, bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UpcallLayout
{
    /// <summary>OVSTOP_UPCALL_VIEW: bytes of a record that the program reads.</summary>
    public const int ViewBytes = 128;

    public uint Skb;
    public uint Length;
    public uint DataLength;
    public uint GsoSize;
    public uint RecircId;
    public uint CtState;
    public uint CtZone;
    public uint Command;
    public uint Port;
    public uint Key;
}
