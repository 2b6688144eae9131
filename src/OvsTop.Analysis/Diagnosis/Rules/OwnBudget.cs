using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>Watching costs more than it may, even with everything shed that can be.</summary>
internal sealed class OwnBudget : IDiagnosisRule
{
    public string Id => "own_budget";

    public string Evidence => "cost of watching";

    // A recording was paid for by whoever made it: there is nothing to know.
    public bool IsKnown(Snapshot now) => true;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds) =>
        now.Source.Attachment is { IsOverBudget: true, BudgetPercent: { } budget, CostPercent: var cost }
            ? new Finding(Id, Severity.Notice, $"watching costs {cost:0.0}% of a core, more than its budget of {budget:0.#}%: close views or raise maxOverheadPercent")
            {
                Numbers = new Dictionary<string, double> { ["cost_percent"] = cost, ["budget_percent"] = budget },
            }
            : null;
}
