using System.Text;
using System.Text.Json;
using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Recording.Container;
using OvsTop.Recording.Json;

namespace OvsTop.Recording.Retis;

/// <summary>
/// Reads events of retis, single ones or sorted into series (an array a line): its OVS events, and of all others those whose probe ovstop knows.
/// An upcall's events have a queue id in common; it stands for the packet and for the flow key, which retis does not record.
/// </summary>
/// <param name="names">Takes the names of threads and devices.</param>
internal sealed class RetisParser(NameTable names) : ILineParser
{
    /// <summary>Series stand in the order of their first events: events of an earlier one may be so much later.</summary>
    private const ulong SeriesNs = 5_000_000_000;

    private const ulong Identity = 1UL << 32;
    private const int FlowCreate = 1;

    private readonly RecordQueue _records = new();
    private readonly RetisPackets _packets = new();
    private string _version = "";
    private long _ignored;
    private ulong _seriesNs;

    /// <inheritdoc/>
    public Span<byte> Record => _records.Record;

    /// <inheritdoc/>
    public string FaultDetail { get; private set; } = "";

    /// <inheritdoc/>
    public long NoticeVersion => _ignored + _records.Seen;

    /// <inheritdoc/>
    public RecordingSession? Session { get; private set; }

    /// <inheritdoc/>
    public LineFault Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            // The first event of a series decides what can be read before it is.
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return Add(document.RootElement);
            }

            var fault = LineFault.None;
            _records.ReadyNs = Math.Min(_records.ReadyNs, _seriesNs);
            foreach (var item in document.RootElement.EnumerateArray())
            {
                fault = fault == LineFault.None ? Add(item) : fault;
            }

            _records.ReadyNs = _seriesNs - Math.Min(_seriesNs, SeriesNs);
            return fault;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            FaultDetail = e is JsonException ? "damaged" : "a section lacks a field or has one of another kind or size";
            return LineFault.NotUnderstood;
        }
    }

    /// <inheritdoc/>
    public bool Next() => _records.Next();

    /// <inheritdoc/>
    public void End() => _records.ReadyNs = ulong.MaxValue;

    /// <inheritdoc/>
    public void AddNotices(ICollection<string> notices)
    {
        notices.Add(Lacks.Sentence($"retis {_version} file".Replace("  ", " ", StringComparison.Ordinal), _records.Seen, "flow keys", "actions"));
        if (_ignored > 0)
        {
            notices.Add($"{_ignored:N0} retis events of other probes left aside");
        }
    }

    private LineFault Add(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("common", out var common))
        {
            FaultDetail = "no section common";
            return LineFault.NotUnderstood;
        }

        var header = new EventHeader { TimeNs = common.GetProperty("timestamp").GetUInt64() };
        if (header.TimeNs > long.MaxValue)
        {
            FaultDetail = "a time no clock has";
            return LineFault.NotUnderstood;
        }

        _seriesNs = Math.Max(_seriesNs, header.TimeNs);
        header.Cpu = common.TryGetProperty("smp_id", out var cpu) ? (ushort)cpu.GetUInt32() : (ushort)0;
        if (common.TryGetProperty("task", out var task))
        {
            // What retis calls tgid is the thread (retis-events, common.rs and the BPF side swap the two).
            header.Tid = (uint)task.GetProperty("tgid").GetInt32();
            header.Value3 = Name(task, "comm");
        }

        if (item.TryGetProperty("userspace", out var userspace))
        {
            header.Tid = (uint)userspace.GetProperty("tid").GetInt32();
        }

        if (item.TryGetProperty("startup", out var startup))
        {
            Start(startup);
        }
        else if (item.TryGetProperty("ovs", out var ovs))
        {
            AddOvs(item, ovs, header);
        }
        else
        {
            AddBare(item, userspace, header);
        }

        return LineFault.None;
    }

    private void AddOvs(JsonElement item, JsonElement ovs, EventHeader header)
    {
        switch (ovs.GetProperty("event_type").GetString())
        {
            case "upcall":
                Upcall(item, ovs, header);
                break;
            case "upcall_enqueue":
                _packets.Enqueue(ovs.GetProperty("upcall_ts").GetUInt64(), ovs.GetProperty("upcall_cpu").GetUInt64(), ovs.GetProperty("queue_id").GetUInt32());
                break;
            case "upcall_return":
                header.Probe = ProbeId.DpUpcallReturn;
                header.Argument = ovs.GetProperty("ret").GetInt32();
                _records.Add(header);
                break;
            case "recv_upcall":
                header.Probe = ProbeId.RecvUpcall;
                header.Argument = (int)ovs.GetProperty("type").GetUInt32();
                header.PacketLength = ovs.GetProperty("pkt_size").GetUInt32();
                header.KeyLength = (uint)ovs.GetProperty("key_size").GetUInt64();
                AddQueued(ovs, header);
                break;
            case "flow_operation":
                bool put = ovs.GetProperty("op_type").GetString() == "put";
                header.Probe = put ? ProbeId.FlowPut : ProbeId.FlowExecute;
                header.Argument = put ? FlowCreate : 0;
                AddQueued(ovs, header);
                break;
            default:
                _ignored++;
                break;
        }
    }

    private void Upcall(JsonElement item, JsonElement ovs, EventHeader header)
    {
        byte[] packet = [];
        if (item.TryGetProperty("packet", out var section) || (item.TryGetProperty("skb", out var skb) && skb.TryGetProperty("packet", out section)))
        {
            packet = section.GetProperty(section.TryGetProperty("data", out _) ? "data" : "packet").GetBytesFromBase64();
            header.PacketLength = section.GetProperty("len").GetUInt32();
        }

        ulong cpu = ovs.GetProperty("cpu").GetUInt32();
        _packets.Upcall(header.TimeNs, cpu, packet);
        if (item.TryGetProperty("kernel", out var kernel) && kernel.GetProperty("symbol").GetString() == RetisNames.Placeholder)
        {
            return;
        }

        header.Probe = ProbeId.DpUpcall;
        header.Argument = ovs.GetProperty("cmd").GetByte();
        header.Value1 = ovs.GetProperty("port").GetUInt32();
        header.Subject = item.TryGetProperty("skb-tracking", out var tracking) ? tracking.GetProperty("skb").GetUInt64() : 0;
        header.Owner = item.TryGetProperty("dev", out var device) ? Name(device, "name") << 32 : 0;
        _records.Add(header, packet);
    }

    private void AddQueued(JsonElement ovs, EventHeader header)
    {
        uint queueId = ovs.GetProperty("queue_id").GetUInt32();
        header.Value2 = header.Probe == ProbeId.FlowExecute ? 0 : Identity | queueId;
        header.Subject = header.Probe == ProbeId.FlowPut ? 0 : Identity | queueId;
        byte[] packet = header.Probe == ProbeId.FlowPut ? [] : _packets.Of(queueId);
        header.PacketLength = Math.Max(header.PacketLength, (uint)packet.Length);
        _records.Add(header, packet);
    }

    /// <summary>An event without a section of its own says that its probe was hit.</summary>
    private void AddBare(JsonElement item, JsonElement userspace, EventHeader header)
    {
        header.Probe = userspace.ValueKind == JsonValueKind.Object ? RetisNames.FindUsdt(Text(userspace, "symbol"))
            : item.TryGetProperty("kernel", out var kernel) ? RetisNames.FindKernel(Text(kernel, "symbol"), Text(kernel, "probe_type"))
            : ProbeId.None;
        if (header.Probe == ProbeId.None)
        {
            _ignored++;
            return;
        }

        _records.Add(header);
    }

    private void Start(JsonElement startup)
    {
        _version = PlainText.Brief(Text(startup, "retis_version"), 20);
        var offset = startup.GetProperty("clock_monotonic_offset");
        long seconds = offset.GetProperty("sec").GetInt64(), ns = offset.GetProperty("nsec").GetInt64();
        Session = new RecordingSession
        {
            Source = "",
            Epoch = seconds is > 0 and < 200_000_000_000 && ns is >= 0 and < 1_000_000_000
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(ns / TimeSpan.NanosecondsPerTick) : null,
            KernelRelease = startup.TryGetProperty("machine", out var machine) && machine.GetProperty("kernel_release").GetString() is { Length: > 0 } release
                ? PlainText.Brief(release, 60) : null,
        };
    }

    private static string Text(JsonElement section, string field) => section.GetProperty(field).GetString() ?? throw new FormatException($"no {field}");

    private ulong Name(JsonElement section, string field) => (ulong)names.Intern(Encoding.UTF8.GetBytes(Text(section, field)));
}
