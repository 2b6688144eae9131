using OvsTop.Analysis.Reports;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Diagnosis;

/// <summary>What rules ask a snapshot for, from the probes or, where there are none, from what the daemon says; and how numbers are written.</summary>
internal static class Figures
{
    /// <summary>A probe is attached, or it was hit.</summary>
    public static bool Has(Snapshot snapshot, ProbeId probe) =>
        snapshot.Source.Attached?.Contains(probe) == true || snapshot.Counts.Any(count => count.Probe.Id == probe);

    /// <summary>Upcalls per second; null when nobody tells.</summary>
    public static double? Upcalls(Snapshot snapshot) =>
        snapshot.Upcalls.Total.Upcalls > 0 || Has(snapshot, ProbeId.RecvUpcall) || Has(snapshot, ProbeId.DpUpcall) ? snapshot.Upcalls.Total.UpcallsPerSecond : Misses(snapshot);

    /// <summary>Misses per second by the datapaths themselves; null when they do not say.</summary>
    public static double? Misses(Snapshot snapshot) =>
        snapshot.Facts?.Datapaths.Any(datapath => datapath.MissesPerSecond is not null) == true ? snapshot.Facts.Datapaths.Sum(datapath => datapath.MissesPerSecond ?? 0) : null;

    /// <summary>12, 4.2, 0.3; thousands in groups.</summary>
    public static string Rate(double value) => Plain.Rate(value);

    /// <summary>A share in percent.</summary>
    public static string Percent(double percent) => $"{percent:0}%";

    /// <summary>ms, or s from one second on.</summary>
    public static string Ms(double ms) => ms >= 1000 ? $"{ms / 1000:0.00} s" : ms >= 10 ? $"{ms:0} ms" : $"{ms:0.0} ms";
}
