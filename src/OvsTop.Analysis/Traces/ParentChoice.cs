namespace OvsTop.Analysis.Traces;

/// <summary>Rounds that can be the parent of one, added from the newest to the oldest.</summary>
internal record struct ParentChoice
{
    private int _free;

    /// <summary>The oldest that no other round has claimed, or else the oldest.</summary>
    public Round? Best { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count { get; set; }

    /// <summary>One is left: there is no other, or all others are claimed.</summary>
    public readonly bool IsSole => _free == 1 || (_free == 0 && Count == 1);

    /// <summary>Adds one.</summary>
    public void Add(Round round, bool free)
    {
        Count++;
        _free += free ? 1 : 0;
        if (free || _free == 0)
        {
            Best = round;
        }
    }
}
