using System.Runtime.InteropServices;
using OvsTop.Model.Talkers;

namespace OvsTop.Probes.Bpf;

/// <summary>A hash map of talkers: read and emptied many entries at a time (BPF_MAP_LOOKUP_BATCH, BPF_MAP_DELETE_BATCH, Linux 5.6).</summary>
/// <param name="mapFd">The map.</param>
/// <param name="keyBytes">8, the head of a key, or all of it.</param>
/// <param name="entries">Its size.</param>
internal sealed unsafe class TalkerMap(int mapFd, int keyBytes, int entries)
{
    /// <summary>A full map can hold an element per CPU more than its size.</summary>
    private const int Slack = 4096;

    private byte[] _keys = [];
    private ulong[] _counts = [];
    private byte[] _gone = [];
    private uint _goneCount;

    /// <summary>Entries of the last reading.</summary>
    public int Count { get; private set; }

    /// <summary>Most entries.</summary>
    public int Entries => entries;

    /// <summary>A key of the last reading.</summary>
    public TalkerKey KeyAt(int i)
    {
        var key = default(TalkerKey);
        _keys.AsSpan(i * keyBytes, keyBytes).CopyTo(MemoryMarshal.AsBytes(new Span<TalkerKey>(ref key)));
        return key;
    }

    /// <summary>Its count.</summary>
    public ulong CountAt(int i) => _counts[i];

    /// <summary>Reads all entries.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Read()
    {
        if (_counts.Length == 0)
        {
            _counts = new ulong[entries + Slack];
            _keys = new byte[_counts.Length * keyBytes];
            _gone = new byte[_counts.Length * keyBytes];
        }

        Count = 0;
        _goneCount = 0;
        uint position = 0;
        fixed (byte* keys = _keys)
        fixed (ulong* counts = _counts)
        {
            for (bool first = true, more = true; more; first = false)
            {
                uint count = (uint)(_counts.Length - Count);
                int result = LibBpf.bpf_map_lookup_batch(mapFd, first ? null : &position, &position, keys + (Count * keyBytes), counts + Count, &count, null);
                more = result == 0 && count > 0;
                if (result is not (0 or -Errno.ENOENT))
                {
                    throw new BpfException("read the talkers", -result, LibBpfLog.Take());
                }

                Count += (int)count;
            }
        }
    }

    /// <summary>Notes an entry of the last reading for <see cref="Delete"/>.</summary>
    public void Mark(int i)
    {
        _keys.AsSpan(i * keyBytes, keyBytes).CopyTo(_gone.AsSpan((int)_goneCount++ * keyBytes));
    }

    /// <summary>Deletes the marked entries.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Delete()
    {
        uint count = _goneCount;
        _goneCount = 0;
        fixed (byte* keys = _gone)
        {
            if (count > 0 && LibBpf.bpf_map_delete_batch(mapFd, keys, &count, null) is var result and < 0)
            {
                throw new BpfException("empty the talkers", -result, LibBpfLog.Take());
            }
        }
    }
}
