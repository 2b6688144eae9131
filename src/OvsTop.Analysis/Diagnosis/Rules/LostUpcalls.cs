using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>
/// The datapath could not deliver upcalls, and the packets are gone: by what the datapath says, or by what its function returned. Full sockets that are known by their handler are
/// <see cref="SocketOverflow"/>'s.
/// </summary>
internal sealed class LostUpcalls : IDiagnosisRule
{
    public string Id => "upcalls_lost";

    public string Evidence => "lost upcalls";

    public bool IsKnown(Snapshot now) => now.Facts?.LostPerSecond is not null || now.Upcalls.Total.LostPerSecond is not null;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        if (now.Upcalls.Total.LostPerSecond is { } byClass)
        {
            return OfKernel(now.Upcalls, byClass, thresholds);
        }

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

    private Finding? OfKernel(UpcallsSnapshot upcalls, ErrorSplit byClass, Thresholds thresholds)
    {
        double overflows = upcalls.Handlers.Sum(handler => handler.LostPerSecond?.ByClass[(int)ErrorClass.Again] ?? 0), lost = byClass.Total - overflows;
        if (lost < thresholds.LostPerSecond)
        {
            return null;
        }

        string why = string.Join(", ", byClass.Classes.Select(part => $"{ErrorClasses.Name(part.Class)} {Figures.Rate(part.Value)}/s"));
        return new Finding(Id, Severity.Critical, $"{Figures.Rate(byClass.Total)} of {Figures.Rate(upcalls.Total.UpcallsPerSecond)} upcalls/s lost: {why}")
        {
            Numbers = new Dictionary<string, double> { ["lost_per_s"] = byClass.Total, ["misses_per_s"] = upcalls.Total.UpcallsPerSecond },
            Views = [2],
        };
    }
}
