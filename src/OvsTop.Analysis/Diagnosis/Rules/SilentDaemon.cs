using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Facts;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>The control socket takes questions and no answer comes: the daemon's main thread is busy or stuck, so OpenFlow and the database wait, too.</summary>
internal sealed class SilentDaemon : IDiagnosisRule
{
    public string Id => "unixctl_silent";

    public string Evidence => "answers of the control socket";

    /// <summary>Where nobody asks there is no answer to miss: what the main loop does is known from its probes.</summary>
    public bool IsKnown(Snapshot now) => true;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        if (now.Facts is not { Latest: { Trouble: DaemonFacts.TimedOut } latest } || Seconds(latest, now) is not { } seconds || seconds < thresholds.UnixctlSilentSeconds)
        {
            return null;
        }

        double turn = now.MainLoop.Run is { Interval: { IsEmpty: false } run } ? run.MaxUs / 1000 : 0;
        string loop = turn > 0 ? $", its longest turn lately {Figures.Ms(turn)}" : "";
        return new Finding(Id, Severity.Warning, $"unixctl has not answered for {seconds:0} s: the daemon's main thread is busy{loop}")
        {
            Numbers = new Dictionary<string, double> { ["silent_s"] = seconds, ["requests"] = latest.Requests, ["run_ms_max"] = turn },
            Views = [8],
        };
    }

    /// <summary>Since the last answer, or since the beginning when there was none; null when that is not known (a recording may begin late).</summary>
    private static double? Seconds(DaemonFacts facts, Snapshot now)
    {
        ulong?[] answers = [facts.FlowTables?.AtNs, facts.Datapaths?.AtNs, facts.Coverage?.AtNs, facts.Memory?.AtNs, facts.Ports?.AtNs, facts.Pmds?.AtNs];
        ulong last = answers.Max() ?? now.StartNs;
        return now.TimeNs > last ? (now.TimeNs - last) / 1e9 : null;
    }
}
