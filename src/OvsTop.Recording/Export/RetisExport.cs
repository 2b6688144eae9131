using System.Buffers;
using System.Text.Json;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Retis;

namespace OvsTop.Recording.Export;

/// <summary>
/// Writes upcalls as retis events, so that <c>retis print</c>, <c>sort</c> and <c>pcap</c> take them. Only what retis knows has a place there: the
/// way of an upcall, puts, executes and the kernel's commands; not what revalidators and the main loop do, no keys, actions and return codes.
/// </summary>
public sealed class RetisExport : IDisposable
{
    private const int FlushBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly RecordingSession? _session;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushBytes);
    private readonly Utf8JsonWriter _json;
    private readonly ThreadNames _threads = new();
    private readonly KernelUpcalls _kernel = new();
    private readonly Dictionary<uint, RetisBatch> _batches = [];
    private IReadOnlyList<string> _names = [];
    private uint _process;
    private bool _begun;
    private long _written;
    private long _leftOut;

    /// <summary>Makes an export.</summary>
    /// <param name="stream">Where to; the caller's.</param>
    /// <param name="session">Kernel and time of day, as far as the recording says.</param>
    public RetisExport(Stream stream, RecordingSession? session = null)
    {
        _stream = stream;
        _session = session;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Events of the recording written so far, and those retis has no place for.</summary>
    public ExportResult Result => new(_written, _leftOut);

    /// <summary>Writes the details of a batch.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(ProbeBatch batch)
    {
        _threads.Learn(batch);
        _names = batch.Names;
        if (batch.Discontinuity)
        {
            _batches.Clear();
        }

        foreach (var record in batch.Records)
        {
            if (!_begun)
            {
                _begun = true;
                RetisJson.Startup(_json, record.Header.TimeNs, _session);
                EndLine();
            }

            bool kept = Add(record);
            _written += kept ? 1 : 0;
            _leftOut += kept ? 0 : 1;
        }

        _kernel.Expire(batch.TimeNs, WriteReturn);
    }

    /// <summary>Writes what is still in memory.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Finish()
    {
        _kernel.Expire(ulong.MaxValue, WriteReturn);
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private bool Add(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        switch (header.Probe)
        {
            case ProbeId.DpUpcall:
                _kernel.Begin(record, CommOf(header));
                WriteUpcall(record, RetisNames.Of(ProbeId.DpUpcall)!.Value.Symbol, header.Argument, header.Value1, header.Subject);
                return true;
            case ProbeId.DpUpcallReturn:
                return Return(header);
            case ProbeId.RecvUpcall:
                Receive(record);
                return true;
            case ProbeId.FlowPut or ProbeId.FlowExecute:
                Operation(record);
                return true;
            case ProbeId.RunStart or ProbeId.PollBlock:
                _process = header.Tid;
                return false;
            default:
                if (RetisNames.Of(header.Probe) is not { } place)
                {
                    return false;
                }

                Begin(header);
                RetisJson.Kernel(_json, place.Symbol, place.Type);
                End();
                return true;
        }
    }

    /// <summary>A return closes the upcall for <c>retis sort</c>: it comes behind the enqueue, which needs the id of what will be received.</summary>
    private bool Return(in EventHeader header)
    {
        if (_kernel.End(header) is not { } upcall)
        {
            return false;
        }

        if (header.Argument != 0 || upcall.Enqueued)
        {
            WriteReturn(upcall);
        }

        return true;
    }

    private void Receive(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        uint queueId = IdOf(record);
        var upcall = _kernel.Take(record);
        if (upcall is null)
        {
            // No kernel event was recorded: retis sort needs one to hang the rest on, and the packet has no other place.
            WriteUpcall(record, RetisNames.Placeholder, header.Argument + 1, 0, header.Subject);
            WriteEnqueue(header, RetisNames.Placeholder, header, header.Argument + 1, queueId, CommOf(header));
        }
        else
        {
            WriteEnqueue(upcall.Return ?? upcall.Header, RetisNames.Enqueue, upcall.Header, upcall.Header.Argument, queueId, upcall.Comm);
            upcall.Enqueued = true;
            WriteReturn(upcall);
        }

        if (!_batches.TryGetValue(header.Tid, out var batch))
        {
            _batches[header.Tid] = batch = new RetisBatch();
        }

        int index = batch.Add(record, queueId);
        Begin(header);
        RetisJson.Userspace(_json, header.Probe, ProcessOf(header), header.Tid);
        _json.WriteStartObject("ovs");
        _json.WriteString("event_type", "recv_upcall");
        _json.WriteNumber("type", Math.Max(0, header.Argument));
        _json.WriteNumber("pkt_size", header.PacketLength);
        _json.WriteNumber("key_size", header.KeyLength);
        WriteIds(queueId, batch.LeaderNs, index);
        End();
    }

    /// <summary>An operation that belongs to no upcall has no queue id; then its probe alone tells of it.</summary>
    private void Operation(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        var batch = _batches.GetValueOrDefault(header.Tid);
        Begin(header);
        RetisJson.Userspace(_json, header.Probe, ProcessOf(header), header.Tid);
        if (batch?.Find(record) is { } upcall)
        {
            _json.WriteStartObject("ovs");
            _json.WriteString("event_type", "flow_operation");
            _json.WriteString("op_type", header.Probe == ProbeId.FlowPut ? "put" : "exec");
            WriteIds(upcall.QueueId, batch.LeaderNs, upcall.Index);
        }

        End();
    }

    private void WriteUpcall(in ProbeEvent record, string symbol, int command, ulong port, ulong skb)
    {
        ref readonly var header = ref record.Header;
        Begin(header);
        RetisJson.Kernel(_json, symbol, "raw_tracepoint");
        RetisJson.Tracking(_json, skb, header.TimeNs);
        RetisJson.Packet(_json, record.Packet, header.PacketLength);
        _json.WriteStartObject("ovs");
        _json.WriteString("event_type", "upcall");
        _json.WriteNumber("cmd", (byte)command);
        _json.WriteNumber("port", (uint)port);
        _json.WriteNumber("cpu", header.Cpu);
        End();
    }

    private void WriteEnqueue(in EventHeader at, string symbol, in EventHeader upcall, int command, uint queueId, string comm)
    {
        _json.WriteStartObject();
        RetisJson.Common(_json, at.TimeNs, at.Cpu, ProcessOf(at), at.Tid, comm);
        RetisJson.Kernel(_json, symbol, "kretprobe");
        _json.WriteStartObject("ovs");
        _json.WriteString("event_type", "upcall_enqueue");
        _json.WriteNumber("ret", 0);
        _json.WriteNumber("cmd", (byte)command);
        _json.WriteNumber("port", (uint)(upcall.Probe == ProbeId.DpUpcall ? upcall.Value1 : 0));
        _json.WriteNumber("upcall_ts", upcall.TimeNs);
        _json.WriteNumber("upcall_cpu", upcall.Cpu);
        _json.WriteNumber("queue_id", queueId);
        End();
    }

    private void WriteReturn(KernelUpcall upcall)
    {
        if (upcall.Return is not { } header)
        {
            return;
        }

        _json.WriteStartObject();
        RetisJson.Common(_json, header.TimeNs, header.Cpu, ProcessOf(header), header.Tid, upcall.Comm);
        RetisJson.Kernel(_json, "ovs_dp_upcall", "kretprobe");
        RetisJson.Tracking(_json, upcall.Header.Subject, upcall.Header.TimeNs);
        _json.WriteStartObject("ovs");
        _json.WriteString("event_type", "upcall_return");
        _json.WriteNumber("upcall_ts", upcall.Header.TimeNs);
        _json.WriteNumber("upcall_cpu", upcall.Header.Cpu);
        _json.WriteNumber("ret", header.Argument);
        End();
    }

    private void WriteIds(uint queueId, ulong batchNs, int index)
    {
        _json.WriteNumber("queue_id", queueId);
        _json.WriteNumber("batch_ts", batchNs);
        _json.WriteNumber("batch_idx", index);
    }

    private void Begin(in EventHeader header)
    {
        _json.WriteStartObject();
        RetisJson.Common(_json, header.TimeNs, header.Cpu, ProcessOf(header), header.Tid, CommOf(header));
    }

    /// <summary>Closes the section and the event.</summary>
    private void End()
    {
        while (_json.CurrentDepth > 0)
        {
            _json.WriteEndObject();
        }

        EndLine();
    }

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushBytes)
        {
            _stream.Write(_buffer.WrittenSpan);
            _buffer.ResetWrittenCount();
        }
    }

    /// <summary>Without bytes of a packet, the event itself is as unique.</summary>
    private static uint IdOf(in ProbeEvent record) =>
        QueueId.Of(record.Packet.IsEmpty ? record.Bytes[..16] : record.Packet);

    /// <summary>The thread of the main loop has the id of the process; before it was seen, a thread stands for itself.</summary>
    private uint ProcessOf(in EventHeader header) =>
        _process == 0 || header.Probe is ProbeId.DpUpcall or ProbeId.DpUpcallReturn ? header.Tid : _process;

    private string CommOf(in EventHeader header) =>
        header.Value3 > 0 && header.Value3 < (ulong)_names.Count ? _names[(int)header.Value3] : _threads[header.Tid];
}
