using System.Text;
using OvsTop.Model.Events;

namespace OvsTop.Recording.Json;

/// <summary>
/// Which fields the lines of a capture have, event by event, in the order they are written. Reader and writer both follow this table.
/// </summary>
internal static class CaptureSchema
{
    /// <summary>Upper bound of the number of different field names: they fit into the bits of a word.</summary>
    public const int MaxNames = 64;

    /// <summary>The field with the name of the thread.</summary>
    public const string ThreadName = "comm";

    /// <summary>Offset of the four full lengths in the header, in the order packet, key, mask, actions.</summary>
    public const int LengthsOffset = 24;

    private static readonly Utf8Table NameTable = new();
    private static readonly FieldKind[] Kinds = new FieldKind[MaxNames];
    private static readonly string[] FieldNames = new string[MaxNames];
    private static readonly string[] PartNames = ["packet", "key", "mask", "actions"];
    private static readonly Utf8Table EventTable = new();
    private static readonly ProbeId[] EventProbes;
    private static readonly CaptureField[][] ByProbe = new CaptureField[ProbeTable.Slots][];

    static CaptureSchema()
    {
        Event = Field("event", FieldKind.Name, 0, 0);
        Time = Field("ts", FieldKind.Unsigned, 0, 8);
        var cpu = Field("cpu", FieldKind.Unsigned, 14, 2);
        var tid = Field("tid", FieldKind.Unsigned, 8, 4);
        var comm = Field(ThreadName, FieldKind.Name, 112, 8);
        var dumpComm = Field(ThreadName, FieldKind.Name, 120, 8);

        var size = Field("size", FieldKind.Unsigned, 24, 4);
        var keyLength = Field("key_len", FieldKind.Unsigned, 28, 4);
        var maskLength = Field("mask_len", FieldKind.Unsigned, 32, 4);
        var actionsLength = Field("actions_len", FieldKind.Unsigned, 36, 4);
        var packet = Field("packet", FieldKind.Bytes, 24, 4);
        var key = Field("key", FieldKind.Bytes, 28, 4);
        var mask = Field("mask", FieldKind.Bytes, 32, 4);
        var actions = Field("actions", FieldKind.Bytes, 36, 4);
        var ufid = Field("ufid", FieldKind.Ufid, 64, 16);
        var packetPointer = Field("packet_ptr", FieldKind.Pointer, 48, 8);
        var keyPointer = Field("key_ptr", FieldKind.Pointer, 48, 8);
        var udpif = Field("udpif", FieldKind.Pointer, 56, 8);
        var ukey = Field("ukey", FieldKind.Pointer, 48, 8);
        var result = Field("result", FieldKind.Signed, 16, 4);
        CaptureField[] head = [Time, cpu, tid, comm, Event];
        CaptureField[] dump =
        [
            Time, cpu, tid, dumpComm, Event, udpif, Field("n_flows_arg", FieldKind.Unsigned, 88, 8), Field("wait_ms", FieldKind.Unsigned, 20, 4),
            Field("dump_duration_ms", FieldKind.Unsigned, 96, 8), Field("max_n_flows", FieldKind.Unsigned, 104, 4),
            Field("avg_n_flows", FieldKind.Unsigned, 108, 4), Field("flow_limit", FieldKind.Unsigned, 112, 4), Field("n_flows", FieldKind.Unsigned, 116, 4),
        ];
        CaptureField[] verdict =
        [
            .. head, udpif, ukey, result, Field("reason", FieldKind.Unsigned, 20, 4), Field("n_packets", FieldKind.Unsigned, 88, 8),
            Field("n_bytes", FieldKind.Unsigned, 96, 8), Field("used_ms", FieldKind.Unsigned, 104, 8), ufid,
        ];
        CaptureField[] kernelReturn = [.. head, Field("ret", FieldKind.Signed, 16, 4)];

        foreach (var probe in ProbeTable.All)
        {
            ByProbe[(int)probe.Id] = probe.EventName.EndsWith(":return", StringComparison.Ordinal) ? kernelReturn : head;
        }

        ByProbe[(int)ProbeId.RecvUpcall] =
        [
            .. head, Field("dpif", FieldKind.Name, 120, 8), packetPointer, size, Field("type", FieldKind.Signed, 16, 4), keyLength, key, packet,
        ];
        ByProbe[(int)ProbeId.FlowPut] =
        [
            .. head, Field("flags", FieldKind.Signed, 16, 4), keyPointer, Field("dpif_ptr", FieldKind.Pointer, 56, 8, optional: true), keyLength,
            maskLength, actionsLength, ufid, key, mask, actions,
        ];
        var cutKey = keyLength with { Optional = true };
        ByProbe[(int)ProbeId.FlowDel] = [.. head, Field("ufid_ptr", FieldKind.Pointer, 48, 8), ufid, cutKey, key];
        ByProbe[(int)ProbeId.FlowGet] = [.. head, keyPointer, ufid, cutKey, key];
        ByProbe[(int)ProbeId.FlowExecute] = [.. head, packetPointer, size, actionsLength, actions, packet];
        ByProbe[(int)ProbeId.StartDump] = dump;
        ByProbe[(int)ProbeId.SweepDone] = dump;
        ByProbe[(int)ProbeId.RevalidateEntry] = [.. head, udpif, ukey, Field("tcp_flags", FieldKind.Unsigned, 20, 4), ufid];
        ByProbe[(int)ProbeId.RevalidateExit] = [.. head, udpif, ukey, result];
        ByProbe[(int)ProbeId.FlowResult] = verdict;
        ByProbe[(int)ProbeId.FlowSweepResult] = verdict;
        ByProbe[(int)ProbeId.DpUpcall] =
        [
            .. head, Field("dp", FieldKind.Name, 56, 4), Field("dev", FieldKind.Name, 60, 4), Field("skb", FieldKind.Pointer, 48, 8),
            Field("len", FieldKind.Unsigned, 24, 4), Field("recirc_id", FieldKind.Unsigned, 88, 8), Field("ct_state", FieldKind.Unsigned, 20, 2),
            Field("ct_zone", FieldKind.Unsigned, 22, 2), Field("cmd", FieldKind.Signed, 16, 4), Field("upcall_port", FieldKind.Unsigned, 96, 8),
            Field("gso_size", FieldKind.Unsigned, 104, 8), packet,
        ];

        var probes = new List<ProbeId>();
        foreach (var probe in ProbeTable.All)
        {
            EventTable.Add(Encoding.UTF8.GetBytes(probe.EventName));
            probes.Add(probe.Id);
        }

        EventProbes = [.. probes];
    }

    /// <summary>The field that says what a line is.</summary>
    public static CaptureField Event { get; }

    /// <summary>The field every line must have.</summary>
    public static CaptureField Time { get; }

    /// <summary>Number of different field names.</summary>
    public static int Names => NameTable.Count;

    /// <summary>The number of a field name, or -1.</summary>
    public static int FindName(ReadOnlySpan<byte> name) => NameTable.Find(name);

    /// <summary>A field name by its number.</summary>
    public static string NameOf(int nameId) => FieldNames[nameId];

    /// <summary>The field that holds packet (0), key (1), mask (2) or actions (3).</summary>
    public static string PartName(int part) => PartNames[part];

    /// <summary>How the fields of a name are written: the same for all that share it.</summary>
    public static FieldKind KindOf(int nameId) => Kinds[nameId];

    /// <summary>The probe of an event name, or <see cref="ProbeId.None"/>.</summary>
    public static ProbeId FindEvent(ReadOnlySpan<byte> name) => EventTable.Find(name) is var i and >= 0 ? EventProbes[i] : ProbeId.None;

    /// <summary>The fields of a probe's lines.</summary>
    /// <param name="probe">One of <see cref="ProbeTable.All"/>.</param>
    public static CaptureField[] Of(ProbeId probe) => ByProbe[(int)probe];

    private static CaptureField Field(string name, FieldKind kind, int offset, int width, bool optional = false)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        int id = NameTable.Find(utf8);
        id = id >= 0 ? id : NameTable.Add(utf8);
        Kinds[id] = kind;
        FieldNames[id] = name;
        return new CaptureField(name, kind, offset, width, optional) { NameId = id };
    }
}
