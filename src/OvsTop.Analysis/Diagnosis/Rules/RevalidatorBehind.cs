using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>A round takes longer than the pause between two: changed rules reach the datapath late, and flows expire late.</summary>
internal sealed class RevalidatorBehind : IDiagnosisRule
{
    public string Id => "revalidator_behind";

    public string Evidence => "how long rounds of the revalidators take";

    public bool IsKnown(Snapshot now) => now.Revalidator.DumpDurationMs is not null;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        // By default max-revalidator (500 ms) is the smaller of the two that make up the pause.
        const long DefaultWaitMs = 500;
        long wait = now.Revalidator.WaitMs ?? DefaultWaitMs;
        if (now.Revalidator.DumpDurationMs is not { } dump || dump <= wait)
        {
            return null;
        }

        string flows = now.Revalidator.Flows is { } count ? $" for {count:N0} flows" : "";
        return new Finding(Id, Severity.Warning, $"revalidators fall behind: a round takes {Figures.Ms(dump)} of {Figures.Ms(wait)}{flows}")
        {
            Numbers = new Dictionary<string, double> { ["dump_ms"] = dump, ["wait_ms"] = wait },
            Views = [4],
        };
    }
}
