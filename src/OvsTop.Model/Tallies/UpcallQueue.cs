namespace OvsTop.Model.Tallies;

/// <summary>
/// Kernel upcalls on their way through one socket, first in, first out. The received packet must have the identity of the one that waits; what does
/// not match at the front is looked for further on, and what is not found takes nothing away. Same rules as queue.bpf.h.
/// </summary>
internal sealed class UpcallQueue
{
    private const int Length = 4096, Reach = 256, Reorder = 16, MostMisses = 64;
    private const ulong LongestNs = 10_000_000_000;

    private readonly (ulong SentNs, ulong Identity)[] _ring = new (ulong, ulong)[Length];
    private uint _head, _tail;
    private int _misses;

    /// <summary>Notes an upcall; gives its position.</summary>
    public uint Add(ulong identity, ulong timeNs)
    {
        _ring[_head % Length] = (timeNs, identity);
        return _head++;
    }

    /// <summary>The upcall could not be sent: it never waited.</summary>
    public void Fail(uint position)
    {
        if (_head == position + 1)
        {
            _head = position;
        }
        else
        {
            _ring[position % Length].SentNs = 0;
        }
    }

    /// <summary>When the upcall with this identity was sent, once; 0 if none waits.</summary>
    public ulong Take(ulong identity, ulong nowNs)
    {
        _tail = _head - _tail > Length ? _head - Length : _tail;
        ulong sinceNs = nowNs > LongestNs ? nowNs - LongestNs : 1;
        for (int i = 0; i <= Reorder && _tail != _head && _ring[_tail % Length].SentNs < sinceNs; i++)
        {
            _tail++;
        }

        for (uint i = 0; i < Reach && _tail + i != _head; i++)
        {
            ref var waiting = ref _ring[(_tail + i) % Length];
            ulong sentNs = waiting.SentNs;
            if (waiting.Identity == identity && sentNs >= sinceNs)
            {
                waiting.SentNs = 0;
                _misses = 0;
                _tail = i > Reorder ? _tail + i - Reorder : _tail;
                return sentNs;
            }
        }

        if (++_misses >= MostMisses)
        {
            _tail = _head;
            _misses = 0;
        }

        return 0;
    }
}
