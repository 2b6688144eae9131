namespace OvsTop.Model.Sources;

/// <summary>Finds spikes in upcalls by second, second after second as they come.</summary>
public sealed class SpikeFinder(SpikeRule rule)
{
    private readonly Queue<(long Second, ulong Upcalls)> _before = new();
    private readonly List<double> _sorted = [];
    private double _until = -1;

    /// <summary>Spikes so far, in order.</summary>
    public List<Spike> Spikes { get; } = [];

    /// <summary>Takes a second. Seconds come in order; those left out had no upcall.</summary>
    public void Add(long second, ulong upcalls)
    {
        while (_before.TryPeek(out var oldest) && oldest.Second < second - rule.Seconds)
        {
            _before.Dequeue();
        }

        // A second without upcalls between the last one and this ends a spike too.
        if (_until >= 0 && (upcalls < _until || _before.LastOrDefault().Second < second - 1))
        {
            _until = -1;
        }

        double median = Median((int)Math.Min(second, rule.Seconds));
        double least = Math.Max(median * rule.Factor, median + rule.Rise);
        if (_until < 0 && second > 0 && upcalls >= least)
        {
            _until = least;
            Spikes.Add(new Spike(TimeSpan.FromSeconds(second + 1), upcalls, median));
        }

        _before.Enqueue((second, upcalls));
    }

    private double Median(int seconds)
    {
        _sorted.Clear();
        foreach (var (_, upcalls) in _before)
        {
            _sorted.Add(upcalls);
        }

        _sorted.Sort();
        int at = seconds / 2 - (seconds - _sorted.Count);
        return at < 0 || _sorted.Count == 0 ? 0 : _sorted[at];
    }
}
