using OvsTop.Model;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Traces;

/// <summary>A life of a flow as it is kept. Pooled.</summary>
internal sealed class StoryEntry
{
    /// <summary>Runs kept; more are put together, beginning with the oldest keeps.</summary>
    public const int MaxRuns = 16;

    private readonly StoryRun[] _runs = new StoryRun[MaxRuns];
    private int _count, _missing, _generation;
    private long _round;
    private uint _keeps;
    private ulong? _packets, _bytes;
    private string? _reason;
    private FlowStory? _shown;

    /// <summary>1, 2, 3, ...; 0 in a fresh entry.</summary>
    public long Number { get; private set; }

    public Ufid Ufid { get; private set; }

    public bool IsOver { get; private set; }

    public int Generation => _generation;

    /// <summary>What happened last.</summary>
    public StoryKind LastKind => _runs[_count - 1].Kind;

    /// <summary>Begins with a put.</summary>
    public void Begin(long number, Ufid ufid, int generation, long round, ulong timeNs)
    {
        (Number, Ufid, _generation, _round) = (number, ufid, generation, round);
        (_count, _missing, _keeps, IsOver) = (0, 0, 0, false);
        (_packets, _bytes, _reason) = (null, null, null);
        Add(StoryKind.Put, timeNs);
    }

    /// <summary>A revalidator has looked at it.</summary>
    public void Judge(in EventHeader verdict)
    {
        if ((verdict.Flags & (EventFlags.Fault | EventFlags.UnknownLayout)) == 0)
        {
            (_packets, _bytes) = (verdict.Value0, verdict.Value1);
        }

        switch ((RevalidationResult)verdict.Argument)
        {
            case RevalidationResult.Keep:
                _keeps++;
                Add(StoryKind.Keep, verdict.TimeNs);
                break;
            case RevalidationResult.Delete:
                _reason = DeleteReasons.Name((int)Math.Min(verdict.Detail, int.MaxValue));
                Add(StoryKind.Condemned, verdict.TimeNs);
                break;
            default:
                Add(StoryKind.Modify, verdict.TimeNs);
                break;
        }
    }

    /// <summary>It was put once more while it lived, as another handler or a revalidator does.</summary>
    public void PutAgain(bool isModify, ulong timeNs)
    {
        if (!isModify || LastKind != StoryKind.Modify)
        {
            Add(isModify ? StoryKind.Modify : StoryKind.Put, timeNs);
        }
    }

    /// <summary>It was deleted.</summary>
    public void End(ulong timeNs)
    {
        IsOver = true;
        _reason ??= "unexplained";
        Add(StoryKind.Delete, timeNs);
    }

    /// <summary>A copy that does not change.</summary>
    public FlowStory ToStory() => _shown ??= new FlowStory
    {
        Number = Number,
        Ufid = Ufid,
        Generation = _generation,
        Round = _round,
        Runs = _runs[.._count],
        RunsMissing = _missing,
        Keeps = _keeps,
        Packets = _packets,
        Bytes = _bytes,
        IsOver = IsOver,
        Reason = _reason,
    };

    private void Add(StoryKind kind, ulong timeNs)
    {
        _shown = null;
        string? reason = kind is StoryKind.Condemned or StoryKind.Delete ? _reason : null;
        if (_count > 0 && _runs[_count - 1] is var last && last.Kind == kind && (kind != StoryKind.Keep || last.Packets == _packets))
        {
            _runs[_count - 1] = last with { Count = last.Count + 1, LastNs = timeNs, Packets = _packets, Reason = reason };
            return;
        }

        if (_count == MaxRuns)
        {
            MakeRoom();
        }

        _runs[_count++] = new StoryRun(kind, 1, timeNs, timeNs, _packets, reason);
    }

    /// <summary>The two oldest keeps in a row become one; without any, the run behind the put goes.</summary>
    private void MakeRoom()
    {
        int at = 1;
        while (at < _count - 1 && (_runs[at].Kind != StoryKind.Keep || _runs[at + 1].Kind != StoryKind.Keep))
        {
            at++;
        }

        if (at < _count - 1)
        {
            _runs[at + 1] = _runs[at + 1] with { Count = _runs[at].Count + _runs[at + 1].Count, FirstNs = _runs[at].FirstNs };
        }
        else
        {
            at = 1;
            _missing++;
        }

        Array.Copy(_runs, at + 1, _runs, at, _count - at - 1);
        _count--;
    }
}
