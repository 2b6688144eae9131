using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>The datapath could not deliver upcalls: the socket of a handler is full, and the packets are gone.</summary>
internal sealed class LostUpcalls : IDiagnosisRule
{
    public string Id => "upcalls_lost";

    public string Evidence => "lost upcalls";

    public bool IsKnown(Snapshot now) => now.Facts?.LostPerSecond is not null;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        if (now.Facts?.LostPerSecond is not { } lost || lost < thresholds.LostPerSecond)
        {
            return null;
        }

        string of = Figures.Misses(now) is { } misses and > 0 ? $" of {Figures.Rate(misses)} misses/s" : "";
        return new Finding(Id, Severity.Critical, $"{Figures.Rate(lost)} upcalls/s lost{of}: handlers do not keep up, their sockets overflow (unixctl)")
        {
            Numbers = new Dictionary<string, double> { ["lost_per_s"] = lost, ["misses_per_s"] = Figures.Misses(now) ?? 0 },
            Views = [2],
        };
    }
}
