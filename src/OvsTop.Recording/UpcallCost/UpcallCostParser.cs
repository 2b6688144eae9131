using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Recording.Container;
using OvsTop.Recording.Json;

namespace OvsTop.Recording.UpcallCost;

/// <summary>
/// Reads what <c>upcall_cost.py --write-events</c> of Open vSwitch writes: a line of Python for each of its five events, before them the ports of
/// the datapaths, behind them how many events were lost.
/// </summary>
/// <param name="names">Takes the names of threads, datapaths and devices.</param>
internal sealed class UpcallCostParser(NameTable names) : ILineParser
{
    private const int FlowCreate = 1;

    /// <summary>Ids of upcalls are no small numbers, lest they look like addresses that were not read.</summary>
    private const ulong Identity = 1UL << 32;

    private readonly RecordQueue _records = new();
    private readonly Dictionary<uint, CostThread> _threads = [];
    private readonly Dictionary<uint, string> _ports = [];
    private ulong _upcalls;
    private long _missed;

    /// <inheritdoc/>
    public Span<byte> Record => _records.Record;

    /// <inheritdoc/>
    public string FaultDetail { get; private set; } = "";

    /// <inheritdoc/>
    public long NoticeVersion => _missed + _records.Seen;

    /// <inheritdoc/>
    public RecordingSession? Session { get; private set; }

    /// <inheritdoc/>
    public LineFault Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            int equals = line.IndexOf(" = "u8);
            if (equals < 0)
            {
                throw new FormatException("no name = value");
            }

            var value = PythonDict.Parse(line[(equals + 3)..]);
            switch (line[..equals])
            {
                case var name when name.SequenceEqual("event"u8):
                    Event(value);
                    break;
                case var name when name.SequenceEqual("dp_port_map"u8):
                    Ports(value);
                    break;
                case var name when name.SequenceEqual("event_miss"u8):
                    _missed += value.Values.OfType<long>().Sum();
                    break;
                default:
                    throw new FormatException("not event, dp_port_map or event_miss");
            }

            return LineFault.None;
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            FaultDetail = e is FormatException ? e.Message : "a field is missing or of another kind";
            return LineFault.NotUnderstood;
        }
    }

    /// <inheritdoc/>
    public bool Next() => _records.Next();

    /// <inheritdoc/>
    public void End()
    {
        foreach (var thread in _threads.Values)
        {
            thread.GiveOutPut(null);
        }
    }

    /// <inheritdoc/>
    public void AddNotices(ICollection<string> notices)
    {
        notices.Add(Lacks.Sentence("upcall_cost.py file", _records.Seen, "whole flow keys", "actions"));
        if (_missed > 0)
        {
            notices.Add($"upcall_cost.py missed {_missed:N0} events: counts and times are of the others");
        }
    }

    private static byte[] Head(Dictionary<object, object> value, string field, long size)
    {
        byte[] bytes = (byte[])value[field];
        return bytes.Length > size ? bytes[..(int)Math.Max(0, size)] : bytes;
    }

    private void Event(Dictionary<object, object> value)
    {
        long packetSize = (long)value["pkt_size"], keySize = (long)value["key_size"];
        var header = new EventHeader
        {
            TimeNs = checked((ulong)(long)value["ts"]),
            Cpu = checked((ushort)(long)value["cpu"]),
            Tid = checked((uint)(long)value["pid"]),
            Value3 = Name(value, "comm"),
            PacketLength = checked((uint)packetSize),
        };
        if (!_threads.TryGetValue(header.Tid, out var thread))
        {
            _threads[header.Tid] = thread = new CostThread(_records);
        }

        byte[] packet = Head(value, "pkt", packetSize);
        switch ((long)value["event"])
        {
            case 0:
                header.Probe = ProbeId.RecvUpcall;
                header.Argument = checked((int)(long)value["upcall_type"]);
                header.KeyLength = checked((uint)keySize);
                header.Value4 = Name(value, "dpif_name");
                thread.Receive(header, new CostUpcall(Identity | ++_upcalls, packet, header.PacketLength, Head(value, "key", keySize), header.KeyLength));
                break;
            case 1:
                header.Probe = ProbeId.DpUpcall;
                header.Argument = checked((int)(long)value["upcall_type"]);
                header.Owner = Name(value, "dpif_name") | Name(value, "dev_name") << 32;
                _records.Add(header, packet);
                break;
            case 2:
                header.Probe = ProbeId.FlowPut;
                header.Argument = FlowCreate;
                thread.Put(header);
                break;
            case 3:
                header.Probe = ProbeId.FlowExecute;
                thread.Execute(header, packet);
                break;
            case 4:
                header.Probe = ProbeId.PacketCmdExecuteEnter;
                _records.Add(header);
                break;
            default:
                throw new FormatException($"event {value["event"]} is none of 0 to 4");
        }
    }

    private void Ports(Dictionary<object, object> datapaths)
    {
        foreach (var ports in datapaths.Values.OfType<Dictionary<object, object>>())
        {
            foreach (var (name, port) in ports)
            {
                _ports[checked((uint)(long)port)] = PlainText.Brief((string)name, 60);
            }
        }

        Session = new RecordingSession { Source = "", Ports = _ports };
    }

    private ulong Name(Dictionary<object, object> value, string field)
    {
        byte[] text = (byte[])value[field];
        int end = Array.IndexOf(text, (byte)0);
        return (ulong)names.Intern(end < 0 ? text : text.AsSpan(0, end));
    }
}
