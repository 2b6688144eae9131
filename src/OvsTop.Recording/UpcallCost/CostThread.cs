using OvsTop.Model.Events;
using OvsTop.Recording.Json;

namespace OvsTop.Recording.UpcallCost;

/// <summary>
/// The batch of a thread. An execute belongs to the upcall with its packet. A put says nothing of itself: it is of the upcall whose execute
/// follows it, and without one of the next upcall in the batch, for the daemon builds puts and executes in the order of the upcalls.
/// </summary>
/// <param name="records">Takes the records.</param>
internal sealed class CostThread(RecordQueue records)
{
    private const int MaxBatch = 64;

    private readonly List<CostUpcall> _batch = [];
    private EventHeader? _put;
    private int _done;
    private bool _closed;

    /// <summary>A received upcall.</summary>
    public void Receive(EventHeader header, CostUpcall upcall)
    {
        GiveOutPut(null);
        if (_closed || _batch.Count == MaxBatch)
        {
            _batch.Clear();
            _done = 0;
            _closed = false;
        }

        header.Subject = header.Value2 = upcall.Id;
        records.Add(header, upcall.Packet, upcall.Key);
        _batch.Add(upcall);
    }

    /// <summary>A put: held until the next event of the thread tells whose it is.</summary>
    public void Put(EventHeader header)
    {
        GiveOutPut(null);
        _closed = true;
        _put = header;
    }

    /// <summary>An execute.</summary>
    public void Execute(EventHeader header, byte[] packet)
    {
        int found = _batch.FindIndex(upcall => !upcall.Executed && upcall.Length == header.PacketLength && upcall.Packet.AsSpan().SequenceEqual(packet));
        var upcall = found < 0 ? null : _batch[found];
        GiveOutPut(upcall is { Put: false } ? upcall : null);
        _closed = true;
        if (upcall is not null)
        {
            upcall.Executed = true;
            _done = Math.Max(_done, found + 1);
        }

        header.Subject = upcall?.Id ?? 0;
        records.Add(header, packet);
    }

    /// <summary>Nothing more follows a put that is held.</summary>
    public void GiveOutPut(CostUpcall? upcall)
    {
        if (_put is not { } header)
        {
            return;
        }

        _put = null;
        upcall ??= _done < _batch.Count && !_batch[_done].Put ? _batch[_done] : null;
        if (upcall is not null)
        {
            upcall.Put = true;
            _done = Math.Max(_done, _batch.IndexOf(upcall) + (upcall.Executed ? 1 : 0));
            header.Value2 = upcall.Id;
            header.KeyLength = upcall.KeyLength;
        }

        records.Add(header, default, upcall is null ? [] : upcall.Key);
    }
}
