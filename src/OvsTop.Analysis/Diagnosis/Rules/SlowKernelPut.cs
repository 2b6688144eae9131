using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>The kernel takes long to install a flow: one global lock for all handlers, and revalidators want it too.</summary>
internal sealed class SlowKernelPut : IDiagnosisRule
{
    private const ulong EnoughSamples = 100;

    public string Id => "slow_kernel_put";

    public string Evidence => "time of puts in the kernel";

    public bool IsKnown(Snapshot now) => Stage(now) is not null;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        if (Stage(now)?.Interval is not { Count: >= EnoughSamples } put || put.P99Us < thresholds.SlowPutMs * 1000)
        {
            return null;
        }

        return new Finding(Id, Severity.Warning, $"slow kernel put: p99 {Figures.Ms(put.P99Us / 1000)}, p50 {Figures.Ms(put.P50Us / 1000)}; puts wait for one lock in the kernel")
        {
            Numbers = new Dictionary<string, double> { ["p99_us"] = put.P99Us, ["p50_us"] = put.P50Us, ["puts"] = put.Count },
            Views = [3],
        };
    }

    private static StageRow? Stage(Snapshot now) => now.Latency.Stages.FirstOrDefault(stage => stage.Name == "kernel put");
}
