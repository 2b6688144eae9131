using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>The kernel found the upcall socket of a handler full: it does not keep up, and the packets are gone.</summary>
internal sealed class SocketOverflow : IDiagnosisRule
{
    public string Id => "socket_overflow";

    public string Evidence => "why upcalls were lost";

    public bool IsKnown(Snapshot now) => now.Upcalls.Total.LostPerSecond is not null;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        if (now.Upcalls.Handlers.MaxBy(Overflow) is not { } worst || Overflow(worst) < thresholds.LostPerSecond)
        {
            return null;
        }

        double lost = Overflow(worst), all = Overflow(now.Upcalls.Total), percent = worst.UpcallsPerSecond > 0 ? Math.Min(100, lost / worst.UpcallsPerSecond * 100) : 100;
        int others = now.Upcalls.Handlers.Count(handler => Overflow(handler) > 0) - 1;
        string more = others == 0 ? "" : $", {others} more {(others == 1 ? "loses" : "lose")} {Figures.Rate(all - lost)}/s";
        return new Finding(Id, Severity.Critical,
            $"the socket of {worst.Name} overflows: {Figures.Rate(lost)} of its {Figures.Rate(worst.UpcallsPerSecond)} upcalls/s lost ({ErrorClasses.Name(ErrorClass.Again)}){more}")
        {
            Numbers = new Dictionary<string, double>
            {
                ["tid"] = worst.Tid,
                ["lost_per_s"] = lost,
                ["lost_percent"] = percent,
                ["upcalls_per_s"] = worst.UpcallsPerSecond,
                ["all_lost_per_s"] = all,
            },
            Views = [2],
        };
    }

    private static double Overflow(HandlerRow handler) => handler.LostPerSecond?.ByClass[(int)ErrorClass.Again] ?? 0;
}
