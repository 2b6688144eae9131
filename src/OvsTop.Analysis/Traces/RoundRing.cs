namespace OvsTop.Analysis.Traces;

/// <summary>All rounds that are remembered. The oldest give way; the memory is made once and reused.</summary>
/// <param name="capacity">Most rounds, about 1.8 kB each.</param>
internal sealed class RoundRing(int capacity)
{
    private readonly Round?[] _rounds = new Round?[capacity];
    private long _taken;

    /// <summary>Rounds that have been forgotten.</summary>
    public long Evicted => Math.Max(0, _taken - _rounds.Length);

    /// <summary>Rounds so far.</summary>
    public long Taken => _taken;

    /// <summary>A fresh round.</summary>
    public Round Take()
    {
        ref var slot = ref _rounds[_taken++ % _rounds.Length];
        slot ??= new Round();
        slot.Reset(_taken);
        return slot;
    }
}
