using OvsTop.Model.Events;

namespace OvsTop.Model.Sources;

/// <summary>What is attached now, what it costs, and what is reduced to keep it within the budget. Replaced as a whole.</summary>
public sealed record Attachment
{
    /// <summary>Probes of the kernel attached (or sampled).</summary>
    public int KernelProbes { get; init; }

    /// <summary>USDT probes attached (or sampled).</summary>
    public int UsdtProbes { get; init; }

    /// <summary>What watching costs, in percent of one core: hits by their cost, and ovstop's own CPU.</summary>
    public double CostPercent { get; init; }

    /// <summary>The part of <see cref="CostPercent"/> that ovstop itself uses.</summary>
    public double OwnPercent { get; init; }

    /// <summary>True while the cost of a hit is an assumption and was not measured here.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>The most that it may cost, in percent of one core; null without a limit.</summary>
    public double? BudgetPercent { get; init; }

    /// <summary>True when what is never shed alone costs more than the budget.</summary>
    public bool IsOverBudget { get; init; }

    /// <summary>True when details are off to save their cost.</summary>
    public bool DetailsPaused { get; init; }

    /// <summary>Probes that are not attached all the time although something needs them: one of so many windows, 0 is paused.</summary>
    public IReadOnlyDictionary<ProbeId, int> Sampled { get; init; } = new Dictionary<ProbeId, int>();

    /// <summary>What is reduced in a few words, the worst first; empty when nothing is. See <see cref="Summarize"/>.</summary>
    public string Reduced { get; init; } = "";

    /// <summary>For every measurement asked for: what gives it, or why nothing does.</summary>
    public IReadOnlyList<MeasurementSource> Sources { get; init; } = [];

    /// <summary>How a number that comes from a probe is to be labelled: <c>sampled 1/8</c>, <c>paused: budget</c>, or empty.</summary>
    public string Label(ProbeId probe) => Sampled.TryGetValue(probe, out int every) ? Label(every) : "";

    /// <summary>The same with <see cref="Reduced"/>: <c>sampled 1/8</c>, <c>sampled 1/8, 1 paused</c>, <c>details paused: budget</c>.</summary>
    public Attachment Summarize()
    {
        int paused = Sampled.Values.Count(every => every == 0), most = Sampled.Values.DefaultIfEmpty(1).Max();
        string reduced = (IsOverBudget, DetailsPaused, paused, most) switch
        {
            (true, _, _, _) => "rates alone exceed the budget",
            (_, true, _, _) => "details paused: budget",
            (_, _, 0, _) => Label(Math.Max(1, most)),
            (_, _, _, <= 1) => $"{paused} paused: budget",
            _ => $"{Label(most)}, {paused} paused",
        };
        return this with { Reduced = reduced };
    }

    /// <summary>The label of one of so many windows; 0 is paused.</summary>
    public static string Label(int every) => every switch { 0 => "paused: budget", 1 => "", _ => $"sampled 1/{every}" };
}
