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

    /// <summary>For every measurement asked for: what gives it, or why nothing does.</summary>
    public IReadOnlyList<MeasurementSource> Sources { get; init; } = [];

    /// <summary>How a number that comes from a probe is to be labelled: <c>sampled 1/8</c>, <c>paused: budget</c>, or empty.</summary>
    public string Label(ProbeId probe) => Sampled.TryGetValue(probe, out int every) ? Label(every) : "";

    /// <summary>The label of one of so many windows; 0 is paused.</summary>
    public static string Label(int every) => every switch { 0 => "paused: budget", 1 => "", _ => $"sampled 1/{every}" };
}
