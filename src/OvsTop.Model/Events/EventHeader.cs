using System.Runtime.InteropServices;

namespace OvsTop.Model.Events;

/// <summary>
/// The fixed 128 bytes in front of every detail record, <c>struct ovstop_event</c> in ovstop.h. Behind it lie the captured
/// packet head, flow key, mask and actions in this order, each padded to 8 bytes.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct EventHeader
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 128;

    /// <summary>CLOCK_MONOTONIC.</summary>
    [FieldOffset(0)] public ulong TimeNs;

    /// <summary>Thread that hit the probe.</summary>
    [FieldOffset(8)] public uint Tid;

    /// <summary>Which probe.</summary>
    [FieldOffset(12)] public ProbeId Probe;

    /// <summary>See <see cref="EventFlags"/>.</summary>
    [FieldOffset(13)] public EventFlags Flags;

    /// <summary>CPU of the hit.</summary>
    [FieldOffset(14)] public ushort Cpu;

    /// <summary>recv: <see cref="UpcallType"/>; put: dpif_flow_put flags; results: <see cref="RevalidationResult"/>; kernel upcall: command; kernel returns: errno (negative).</summary>
    [FieldOffset(16)] public int Argument;

    /// <summary>Results: <see cref="DeleteReason"/>; put: 1 + the <see cref="DeleteReason"/> of the delete before it, 0 when none is remembered; revalidate_entry: TCP flags; start_dump, sweep_done: wait in ms; kernel upcall: ct_state | ct_zone &lt;&lt; 16.</summary>
    [FieldOffset(20)] public uint Detail;

    /// <summary>Full packet length on the wire; the record may hold less.</summary>
    [FieldOffset(24)] public uint PacketLength;

    /// <summary>Full length of the flow key attributes.</summary>
    [FieldOffset(28)] public uint KeyLength;

    /// <summary>Full length of the mask attributes.</summary>
    [FieldOffset(32)] public uint MaskLength;

    /// <summary>Full length of the action attributes.</summary>
    [FieldOffset(36)] public uint ActionsLength;

    /// <summary>Packet bytes in this record.</summary>
    [FieldOffset(40)] public ushort PacketCaptured;

    /// <summary>Key bytes in this record.</summary>
    [FieldOffset(42)] public ushort KeyCaptured;

    /// <summary>Mask bytes in this record.</summary>
    [FieldOffset(44)] public ushort MaskCaptured;

    /// <summary>Action bytes in this record.</summary>
    [FieldOffset(46)] public ushort ActionsCaptured;

    /// <summary>Identity for correlation, an address in the daemon: recv, execute: packet data; put: key; del: ufid; revalidate_entry, _exit, results: ukey; kernel upcall: skb.</summary>
    [FieldOffset(48)] public ulong Subject;

    /// <summary>Revalidator probes: address of struct udpif; put: address of the dpif; kernel upcall: name index of the datapath (low) and the device (high 32 bits).</summary>
    [FieldOffset(56)] public ulong Owner;

    /// <summary>put, del, results: the flow's id, if <see cref="EventFlags.Ufid"/>.</summary>
    [FieldOffset(64)] public Ufid Ufid;

    /// <summary>
    /// put, execute: time since its recv_upcall on the same thread; 0 when no recv matched. ovs_packet_cmd_execute:enter: time since the kernel sent
    /// the upcall, without what passed between its recv_upcall and its put; 0 when one of the three is not known.
    /// </summary>
    [FieldOffset(80)] public ulong SinceRecvNs;

    /// <summary>Results: packets of the ukey; put: how often this flow was put after a delete, as far as remembered; start_dump, sweep_done: n_flows argument; kernel upcall: recirc_id.</summary>
    [FieldOffset(88)] public ulong Value0;

    /// <summary>Results: bytes of the ukey; put: ns since the delete before it, 0 when none is remembered; dump: dump_duration in ms; kernel upcall: upcall_port (netlink portid).</summary>
    [FieldOffset(96)] public ulong Value1;

    /// <summary>Results: last use in ms since boot; dump: max_n_flows (low), avg_n_flows (high 32 bits); kernel upcall: gso_size; recv, put: what stands for a key that the source does not bring, 0 none.</summary>
    [FieldOffset(104)] public ulong Value2;

    /// <summary>Dump: flow_limit (low), n_flows (high 32 bits); other events: name index of the thread's comm where a capture gives it.</summary>
    [FieldOffset(112)] public ulong Value3;

    /// <summary>recv: name index of the dpif (captures) or address of its full_name (live); dump: name index of the thread's comm where a capture gives it.</summary>
    [FieldOffset(120)] public ulong Value4;

    /// <summary>Bytes of the whole record with this header.</summary>
    public readonly int RecordSize =>
        Size + Pad(PacketCaptured) + Pad(KeyCaptured) + Pad(MaskCaptured) + Pad(ActionsCaptured);

    /// <summary>Rounds up to the 8-byte alignment of payload parts.</summary>
    public static int Pad(int length) => (length + 7) & ~7;
}
