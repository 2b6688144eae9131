using OvsTop.Model.Events;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Wire;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Probes.Live;

/// <summary>The USDT probes of one daemon: a uprobe at the address of every note, for that process.</summary>
internal sealed class UsdtProbes : IProbeAttacher
{
    private readonly int _pid;
    private readonly IReadOnlyList<SitePlan> _plans;
    private readonly Dictionary<ProbeId, List<BpfLink>> _links = [];

    /// <summary>Plans the sites.</summary>
    /// <param name="pid">The daemon.</param>
    /// <param name="scan">Its notes.</param>
    /// <param name="only">Event names wanted; null all.</param>
    public UsdtProbes(int pid, UsdtScan scan, IReadOnlySet<string>? only)
    {
        _pid = pid;
        _plans = SitePlan.Make(scan, only);
        Probes = [.. _plans.Select(Status)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProbeStatus> Probes { get; }

    /// <inheritdoc/>
    public void Configure(BpfObject programs)
    {
        var sites = new SiteTable();
        foreach (var plan in _plans)
        {
            if (plan.Sites.Count == 0)
            {
                programs.Exclude(plan.Probe.EventName);
            }
            else
            {
                plan.Fill(ref sites);
            }
        }

        programs.SetInitial(".rodata.sites", sites);
    }

    /// <inheritdoc/>
    public string? ProgramOf(ProbeId probe) => ProbeTable.Find(probe)!.EventName;

    /// <inheritdoc/>
    public bool GiveWay(BpfException refusal) => false;

    /// <inheritdoc/>
    public void Attach(BpfObject programs, ProbeId probe)
    {
        var plan = _plans.First(p => p.Probe.Id == probe);
        var links = new List<BpfLink>();
        try
        {
            foreach (var site in plan.Sites)
            {
                links.Add(programs.AttachUprobe(plan.Probe.EventName, _pid, site.FilePath, site.FileOffset));
            }
        }
        catch (BpfException)
        {
            links.ForEach(link => link.Dispose());
            throw;
        }

        _links.Add(probe, links);
    }

    /// <inheritdoc/>
    public void Detach(ProbeId probe)
    {
        if (_links.Remove(probe, out var links))
        {
            links.ForEach(link => link.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var probe in _links.Keys.ToArray())
        {
            Detach(probe);
        }
    }

    private static ProbeStatus Status(SitePlan plan) => new(plan.Probe, plan.Sites.Count, false, plan.Sites is [var first, ..] ? first.Arguments : "", plan.Why)
    {
        Mechanism = plan.Sites.Count > 0 ? ProbeMechanism.Usdt : ProbeMechanism.None,
    };
}
