using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>Dumps take so long that the flow limit is cut (udpif_revalidator: above 2000 ms divided, above 1300 ms three quarters of it), or it is reached.</summary>
internal sealed class FlowLimit : IDiagnosisRule
{
    private const long CutFromMs = 1300;

    public string Id => "flow_limit";

    public string Evidence => "flows and their limit";

    public bool IsKnown(Snapshot now) => now.Revalidator is { Flows: not null, FlowLimit: not null };

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        var revalidator = now.Revalidator;
        if (revalidator is not { Flows: { } flows, FlowLimit: { } limit and > 0 })
        {
            return null;
        }

        double dump = revalidator.DumpDurationMs ?? 0;
        ulong before = recent.Count > 0 ? recent.Max(tick => tick.Revalidator.FlowLimit ?? 0) : limit;
        bool cut = dump > CutFromMs, full = flows >= limit * thresholds.FullPercent / 100;
        if (!cut && !full)
        {
            return null;
        }

        string shrinks = cut ? $"dump {Figures.Ms(dump)} shrinks the flow limit{(before > limit ? $", {before:N0} to {limit:N0} lately" : "")}" : "";
        string reached = full ? $"{flows:N0} flows of a limit of {limit:N0}: idle flows go after 100 ms" : "";
        return new Finding(Id, Severity.Warning, cut && full ? $"{shrinks}; {reached}" : shrinks + reached)
        {
            Numbers = new Dictionary<string, double> { ["flows"] = flows, ["flow_limit"] = limit, ["dump_ms"] = dump },
            Views = [4],
        };
    }
}
