namespace OvsTop.Analysis.Traces;

/// <summary>The rounds of one packet. Pooled like the rounds.</summary>
internal sealed class PacketEntry
{
    /// <summary>Rounds of one packet that are kept; a loop has more.</summary>
    public const int MaxRounds = 32;

    private const int FewRounds = 4;

    private RoundRef[] _rounds = new RoundRef[FewRounds];

    /// <summary>1, 2, 3, ...; 0 in a fresh entry.</summary>
    public long Number { get; private set; }

    /// <summary>Rounds seen, those beyond <see cref="MaxRounds"/> included.</summary>
    public int Count { get; private set; }

    /// <summary>Rounds kept; some may have been evicted since.</summary>
    public ReadOnlySpan<RoundRef> Rounds => _rounds.AsSpan(0, Math.Min(Count, MaxRounds));

    /// <summary>No round of it has passed the filter: it came with a recirculation id that matching packets share.</summary>
    public bool IsStranger { get; private set; }

    /// <summary>What was last shown of it; null when something has changed.</summary>
    public TracePacket? Shown { get; set; }

    /// <summary>Begins with a first round.</summary>
    public void Begin(long number, Round first)
    {
        Number = number;
        Count = 0;
        IsStranger = true;
        Add(first);
    }

    /// <summary>Adds a round.</summary>
    public void Add(Round round)
    {
        if (Count < MaxRounds)
        {
            if (Count == _rounds.Length)
            {
                Array.Resize(ref _rounds, 2 * Count);
            }

            _rounds[Count] = RoundRef.To(round);
        }

        Count++;
        round.Packet = Number;
        IsStranger &= round.Related;
        Shown = null;
    }
}
