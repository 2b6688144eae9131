using OvsTop.Model;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Traces;

/// <summary>
/// What became of the flows that rounds have put. Only those are followed; the oldest life gives way and is counted. A ufid is a hash of the key: it
/// comes again, so lives are told apart by ufid and generation.
/// </summary>
internal sealed class FlowStories(int capacity)
{
    private const int Modify = 2; // DPIF_FP_MODIFY, lib/dpif.h

    private readonly StoryEntry?[] _entries = new StoryEntry?[capacity];
    private readonly Dictionary<Ufid, long> _latest = [];
    private long _taken;

    /// <summary>Lives that gave way.</summary>
    public long Evicted => Math.Max(0, _taken - _entries.Length);

    /// <summary>Lives kept.</summary>
    public int Count => (int)Math.Min(_taken, _entries.Length);

    /// <summary>Another daemon: no flow of now is one of before.</summary>
    public void Clear() => _latest.Clear();

    /// <summary>A life by its number; null when it is gone.</summary>
    public StoryEntry? Find(long number) => number > 0 && _entries[number % _entries.Length] is { } entry && entry.Number == number ? entry : null;

    /// <summary>A put.</summary>
    /// <param name="put">Its header.</param>
    /// <param name="round">The round it was for; 0 none, then only a flow that is followed already is meant.</param>
    /// <returns>The number of the life.</returns>
    public long Put(in EventHeader put, long round)
    {
        if ((put.Flags & EventFlags.Ufid) == 0)
        {
            return 0;
        }

        bool isModify = (put.Argument & Modify) != 0;
        var known = Latest(put.Ufid);
        if (known is { IsOver: false } && !isModify && put.Value1 > 0)
        {
            // The kernel remembers a delete of which no detail came.
            known.End(put.TimeNs - Math.Min(put.TimeNs, put.Value1));
        }

        if (known is { IsOver: false })
        {
            known.PutAgain(isModify, put.TimeNs);
            return known.Number;
        }

        if (round == 0 || isModify)
        {
            return 0;
        }

        int generation = Math.Max((known?.Generation ?? 0) + 1, (int)Math.Min(put.Value0, int.MaxValue - 1) + 1);
        return Begin(put, generation, round);
    }

    /// <summary>A verdict or a delete.</summary>
    public void Add(in EventHeader header)
    {
        if ((header.Flags & EventFlags.Ufid) == 0 || Latest(header.Ufid) is not { } entry)
        {
            return;
        }

        if (header.Probe == ProbeId.FlowDel)
        {
            if (!entry.IsOver)
            {
                entry.End(header.TimeNs);
            }
        }
        else if (!entry.IsOver)
        {
            entry.Judge(header);
        }
    }

    /// <summary>All lives that are kept, those of rounds long gone too: a screen may hold on to packets long after newer ones.</summary>
    public FlowStoryTable ToTable()
    {
        var stories = new FlowStory[Count];
        int at = (int)((Evicted + 1) % _entries.Length);
        for (int i = 0; i < stories.Length; i++, at = at + 1 == _entries.Length ? 0 : at + 1)
        {
            stories[i] = _entries[at]!.ToStory();
        }

        return new FlowStoryTable(stories);
    }

    private StoryEntry? Latest(Ufid ufid) => _latest.TryGetValue(ufid, out long number) ? Find(number) : null;

    private long Begin(in EventHeader put, int generation, long round)
    {
        ref var slot = ref _entries[++_taken % _entries.Length];
        slot ??= new StoryEntry();
        if (slot.Number != 0 && _latest.TryGetValue(slot.Ufid, out long number) && number == slot.Number)
        {
            _latest.Remove(slot.Ufid);
        }

        slot.Begin(_taken, put.Ufid, generation, round, put.TimeNs);
        _latest[put.Ufid] = _taken;
        return _taken;
    }
}
