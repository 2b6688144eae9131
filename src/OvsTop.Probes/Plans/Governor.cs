namespace OvsTop.Probes.Plans;

/// <summary>
/// Keeps the cost of watching below a limit: gives up in the order of <see cref="ShedLevel.All"/> as soon as the cost is above it, comes back when
/// it would stay clearly below for a while. That while grows each time coming back turns out to have been too early, so a load near the limit
/// does not make it swing. A machine without clock and without probes: it is told the load once a tick.
/// </summary>
/// <param name="limitPercent">The limit, percent of one core; null none.</param>
internal sealed class Governor(double? limitPercent)
{
    /// <summary>Coming back must leave this part of the limit free.</summary>
    private const double Comfort = 0.8;

    /// <summary>Above this many limits nothing waits for a second look.</summary>
    private const double Alarm = 2;

    private const int TicksToShed = 2;
    private const int ShortestPatience = 5;
    private const int LongestPatience = 80;

    /// <summary>A load that cannot be measured any more counts half after so many ticks: so it is tried again some day.</summary>
    private const int HalfLife = 10;

    private readonly double[] _known = new double[3];
    private double _fixed;
    private int _above;
    private int _below;
    private int _patience = ShortestPatience;
    private int _sinceReturn = int.MaxValue;

    /// <summary>Index into <see cref="ShedLevel.All"/>.</summary>
    public int Level { get; private set; }

    /// <summary>What is given up now.</summary>
    public ShedLevel Shed => ShedLevel.All[Level];

    /// <summary>What watching costs at this level, percent of one core.</summary>
    public double CostPercent => Cost(Level);

    /// <summary>True when giving up everything that may be is not enough.</summary>
    public bool IsOverBudget => limitPercent is { } limit && _fixed > limit;

    /// <summary>One tick: what watching would cost. Changes <see cref="Level"/>.</summary>
    public void Tick(Load load)
    {
        _fixed = load.Fixed;
        Learn(Tier.Retranslations, load.Retranslations);
        Learn(Tier.Verdicts, load.Verdicts);
        Learn(Tier.Upcalls, load.Upcalls);
        if (limitPercent is not { } limit)
        {
            return;
        }

        _sinceReturn = _sinceReturn == int.MaxValue ? _sinceReturn : _sinceReturn + 1;
        _above = CostPercent > limit ? _above + 1 : 0;
        if (_above >= TicksToShed || CostPercent > limit * Alarm)
        {
            Rise(limit);
            return;
        }

        int target = Lowest(limit * Comfort);
        _below = target < Level ? _below + 1 : 0;
        if (_below >= _patience)
        {
            Level = target;
            _below = 0;
            _sinceReturn = 0;
        }
    }

    private void Learn(Tier tier, double? percent) =>
        _known[(int)tier] = percent ?? _known[(int)tier] * Math.Pow(0.5, 1.0 / HalfLife);

    private void Rise(double limit)
    {
        int target = Math.Max(Level, Lowest(limit));
        if (target > Level)
        {
            _patience = _sinceReturn <= LongestPatience ? Math.Min(_patience * 2, LongestPatience) : ShortestPatience;
            _sinceReturn = int.MaxValue;
        }

        Level = target;
        _above = 0;
        _below = 0;
    }

    private int Lowest(double percent)
    {
        int level = 0;
        while (level < ShedLevel.All.Count - 1 && Cost(level) > percent)
        {
            level++;
        }

        return level;
    }

    private double Cost(int level)
    {
        double cost = _fixed;
        for (var tier = Tier.Retranslations; tier < Tier.Never; tier++)
        {
            int every = ShedLevel.All[level].Every(tier);
            cost += every == 0 ? 0 : _known[(int)tier] / every;
        }

        return cost;
    }
}
