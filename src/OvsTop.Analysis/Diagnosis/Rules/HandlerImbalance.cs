using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>One handler serves most upcalls while others have none: all of them arrive at one socket, so they came from one port or one CPU.</summary>
internal sealed class HandlerImbalance : IDiagnosisRule
{
    /// <summary>Few handlers cannot share evenly: one has to serve this many times its part.</summary>
    private const double TimesFair = 1.5;

    public string Id => "handler_imbalance";

    public string Evidence => "upcalls by handler";

    public bool IsKnown(Snapshot now) => now.Upcalls.Handlers.Count > 0 || Figures.Has(now, Model.Events.ProbeId.RecvUpcall);

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        int handlers = Math.Max(now.Upcalls.Handlers.Count, now.Facts?.Latest.Threads.Count(thread => thread.Name.StartsWith("handler", StringComparison.Ordinal)) ?? 0);
        double all = now.Upcalls.Total.UpcallsPerSecond;
        if (handlers < 2 || all < thresholds.BusyUpcallsPerSecond || now.Upcalls.Handlers.MaxBy(handler => handler.UpcallsPerSecond) is not { } busiest)
        {
            return null;
        }

        double percent = busiest.UpcallsPerSecond / all * 100;
        if (percent < Math.Max(thresholds.ImbalancePercent, TimesFair / handlers * 100))
        {
            return null;
        }

        int idle = handlers - now.Upcalls.Handlers.Count(handler => handler.UpcallsPerSecond > 0);
        bool loses = busiest.LostPerSecond?.Total > 0 || now.Facts?.LostPerSecond > 0;
        return new Finding(Id, loses ? Severity.Critical : Severity.Warning,
            $"{busiest.Name} serves {Figures.Percent(percent)} of {Figures.Rate(all)} upcalls/s{(idle > 0 ? $", {idle} of {handlers} handlers have none" : $" of {handlers} handlers")}")
        {
            Numbers = new Dictionary<string, double> { ["share_percent"] = percent, ["upcalls_per_s"] = all, ["handlers"] = handlers, ["idle"] = idle },
            Views = [2],
        };
    }
}
