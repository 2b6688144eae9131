using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Lives;

/// <summary>The flow with the shortest or the longest life that ended, as it was at that moment.</summary>
internal sealed class ExtremeLife
{
    private readonly bool _wantsLongest;
    private readonly KeySlab _key = new();
    private FlowEntry _flow;
    private ulong _ageNs;
    private bool _found;
    private FlowRow? _row;

    /// <summary>Nobody yet.</summary>
    public ExtremeLife(bool longest)
    {
        _wantsLongest = longest;
        _key.Resize(1);
    }

    /// <summary>A life has ended.</summary>
    public void Offer(ulong ageNs, in FlowEntry flow, KeySlab keys, int at)
    {
        if (_found && (_wantsLongest ? ageNs <= _ageNs : ageNs >= _ageNs))
        {
            return;
        }

        (_found, _ageNs, _flow, _row) = (true, ageNs, flow, null);
        _key.CopyFrom(0, keys, at);
    }

    /// <summary>The flow; null before the first.</summary>
    public FlowRow? Row() => _found ? _row ??= _flow.ToRow(_key.Text(0)) : null;

    /// <summary>Forgets it.</summary>
    public void Clear() => (_found, _row) = (false, null);
}
