using System.Buffers.Binary;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Export;

/// <summary>
/// Writes the packets of received upcalls as pcapng: an interface for each datapath port, times in ns, and in a comment to each packet what the
/// switch made of it. Packets stand in the order they were received.
/// </summary>
public sealed class PcapngExport
{
    /// <summary>A put or execute is waited for so long; the batch of a handler that then is idle is never ended by another recv.</summary>
    private const ulong PatienceNs = 2_000_000_000;

    private static readonly KeyAttr[] Noted = [KeyAttr.RecircId, KeyAttr.CtState, KeyAttr.CtZone, KeyAttr.CtMark];

    private readonly PcapngBlocks _blocks;
    private readonly UpcallPairing _pairing;
    private readonly Func<RecordingSession?> _sessionNow;
    private RecordingSession? _session;
    private ActionNumbering _numbering = ActionNumbering.Since34;
    private ulong _epochNs;
    private int _interfaceCount;
    private readonly Dictionary<uint, int> _interfaces = [];
    private readonly ThreadNames _threads = new();
    private readonly TextSink _comment = new();
    private long _written;
    private long _leftOut;

    /// <summary>Begins a file of one session.</summary>
    /// <param name="stream">Where to; the caller's, best a buffered one.</param>
    /// <param name="session">Versions, ports and time of day, as far as the recording says.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public PcapngExport(Stream stream, RecordingSession? session = null)
        : this(stream, () => session)
    {
    }

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where to; the caller's, best a buffered one.</param>
    /// <param name="sessionNow">
    /// Versions, ports and time of day of the batch that is written, as far as the recording says. Asked here and at each <see cref="ProbeBatch.Discontinuity"/>.
    /// </param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public PcapngExport(Stream stream, Func<RecordingSession?> sessionNow)
    {
        ArgumentNullException.ThrowIfNull(sessionNow);
        _sessionNow = sessionNow;
        Enter();
        _blocks = new PcapngBlocks(stream);
        _pairing = new UpcallPairing(Write);
        string times = _epochNs > 0 ? "time of day" : "time since boot of the recorded machine";
        _blocks.Section("ovstop", $"Packets of upcalls of Open vSwitch{(_session?.Source is { Length: > 0 } source ? $", {source}" : "")}; {times}");
    }

    /// <summary>Packets written, and upcalls without a packet byte that were not. Complete after <see cref="Finish"/>.</summary>
    public ExportResult Result => new(_written, _leftOut);

    /// <summary>Takes the details of a batch.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(ProbeBatch batch)
    {
        if (batch.Discontinuity)
        {
            _pairing.GiveOutAll();
            Enter();
        }

        _threads.Learn(batch);
        foreach (var record in batch.Records)
        {
            _pairing.Add(record, batch.Names);
        }

        _pairing.GiveOut(batch.TimeNs - Math.Min(batch.TimeNs, PatienceNs));
    }

    /// <summary>Writes the packets whose batches were still open.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Finish() => _pairing.GiveOutAll();

    private void Enter()
    {
        _session = _sessionNow();
        _numbering = ActionNumbering.TryParse(_session?.OvsVersion, out var numbering) ? numbering : ActionNumbering.Since34;
        _epochNs = _session?.Epoch is { } epoch && epoch > DateTimeOffset.UnixEpoch ? (ulong)(epoch - DateTimeOffset.UnixEpoch).Ticks * 100 : 0;
        _interfaces.Clear();
    }

    private void Write(UpcallPacket upcall)
    {
        if (upcall.Packet.Length == 0)
        {
            _leftOut++;
            return;
        }

        _blocks.Packet(InterfaceOf(upcall.Key), _epochNs + upcall.Header.TimeNs, upcall.Packet, upcall.Header.PacketLength, Comment(upcall));
        _written++;
    }

    private int InterfaceOf(ReadOnlySpan<byte> key)
    {
        var value = NetlinkReader.Find(key, (ushort)KeyAttr.InPort, out _);
        uint port = value.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(value) : uint.MaxValue;
        if (!_interfaces.TryGetValue(port, out int number))
        {
            number = _interfaceCount++;
            _interfaces.Add(port, number);
            string? name = null;
            _session?.Ports.TryGetValue(port, out name);
            _blocks.Interface(name ?? (port == uint.MaxValue ? "no port" : $"port {port}"));
        }

        return number;
    }

    private string Comment(UpcallPacket upcall)
    {
        string handler = upcall.Handler.Length > 0 ? upcall.Handler : _threads[upcall.Header.Tid];
        _comment.Clear().Put(handler.Length > 0 ? handler : $"tid {upcall.Header.Tid}").Put(upcall.Header.Argument == (int)UpcallType.Miss ? " miss" : " action");
        var reader = new NetlinkReader(upcall.Key);
        while (reader.MoveNext())
        {
            if (Array.IndexOf(Noted, (KeyAttr)reader.Type) >= 0)
            {
                int start = reader.Offset, length = NetlinkReader.HeaderSize + reader.Value.Length;
                FlowKeyFormatter.Format(_comment.Put(' '), upcall.Key.AsSpan(start, length));
            }
        }

        if (upcall.Put is { } put)
        {
            _comment.Put(put.Ufid is { } ufid ? $" ufid:{ufid}" : "").Put(" put ");
            ActionFormatter.Format(_comment, put.Actions, _numbering);
        }
        else
        {
            _comment.Put(" no put");
        }

        if (upcall.Executed is { } executed && (upcall.Put is null || !executed.AsSpan().SequenceEqual(upcall.Put.Actions)))
        {
            ActionFormatter.Format(_comment.Put(" executed "), executed, _numbering);
        }

        return _comment.ToString();
    }
}
