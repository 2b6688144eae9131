using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>One turn of the main loop took long: OpenFlow, the database and unixctl wait meanwhile. The daemon itself complains from 1000 ms on.</summary>
internal sealed class LongMainLoop : IDiagnosisRule
{
    public string Id => "long_main_loop";

    public string Evidence => "the main loop";

    public bool IsKnown(Snapshot now) => now.MainLoop.Run is not null;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        if (now.MainLoop.Run is not { Interval: { IsEmpty: false } run } || run.MaxUs < thresholds.MainLoopRunMs * 1000)
        {
            return null;
        }

        return new Finding(Id, Severity.Warning, $"main loop ran {Figures.Ms(run.MaxUs / 1000)} at a stretch: OpenFlow, database and unixctl waited")
        {
            Numbers = new Dictionary<string, double> { ["run_us_max"] = run.MaxUs, ["runs"] = run.Count },
            Views = [8],
        };
    }
}
