using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Probes.Plans;
using OvsTop.Screen.Panes;
using OvsTop.Settings;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Unixctl;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Checks;

/// <summary>Everything <c>ovstop check</c> found out. Attaches for a moment, to know and not to guess.</summary>
/// <param name="Machine">Kernel, libbpf, permissions.</param>
/// <param name="Daemon">The daemon, its version and structures.</param>
/// <param name="Probes">Every USDT probe; empty when no daemon was found.</param>
/// <param name="Problem">Why watching does not work, one line; null when it does.</param>
internal sealed record Check(IReadOnlyList<CheckLine> Machine, IReadOnlyList<CheckLine> Daemon, IReadOnlyList<ProbeStatus> Probes, SourceException? Problem)
{
    /// <summary>What each view attaches; empty when nothing can be.</summary>
    public IReadOnlyList<ViewPlan> Plans { get; init; } = [];

    /// <summary>What a hit costs here; null when nothing can be attached.</summary>
    public HitCosts? Costs { get; init; }

    /// <summary>0 when ovstop can watch, 3 when not.</summary>
    public int ExitCode => Problem?.ExitCode ?? 0;

    /// <summary>Looks at the machine and at a daemon.</summary>
    /// <param name="pid">Which daemon; null finds it.</param>
    /// <param name="settings">Which mechanisms may be used.</param>
    /// <param name="clients">Through whom the daemon is asked.</param>
    public static Check Run(int? pid, OvsTopSettings settings, UnixctlClients clients)
    {
        var machine = MachineFacts.Find();
        Daemon daemon;
        try
        {
            daemon = new DaemonFinder().Find(pid);
        }
        catch (SourceException e)
        {
            return new Check(machine, [], [], e);
        }

        var options = new LiveOptions { Pid = pid, DetailsPerSecond = 0, RingBytes = Environment.SystemPageSize, Kernel = settings.Kernel };
        try
        {
            var scan = UsdtNotes.Read(daemon);
            var facts = DaemonFacts.Find(daemon, scan, clients);
            try
            {
                using var session = KernelSession.Start(daemon, scan, options);
                bool hasHandlers = daemon.CountThreads("handler") > 0;
                return new Check(machine, facts, session.Probes, null)
                {
                    Plans = [.. Views.All.Select(view => new ViewPlan(view.Name, PlanPreview.Of(view.Needs, session.Probes, hasHandlers)))],
                    Costs = session.MeasureCosts(),
                };
            }
            catch (SourceException e)
            {
                return new Check(machine, facts, KernelSession.Plan(daemon, scan, options), e);
            }
        }
        catch (SourceException e)
        {
            return new Check(machine, [], [], e);
        }
    }
}
