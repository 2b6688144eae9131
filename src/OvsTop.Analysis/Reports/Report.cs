using System.Reactive.Linq;
using OvsTop.Analysis.Diagnosis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Reports;

/// <summary>A whole recording summed up.</summary>
/// <param name="Last">The snapshot at its end.</param>
public sealed record Report(Snapshot Last)
{
    /// <summary>Version of the JSON names; they are only ever added to.</summary>
    public const string Version = "1.0";

    /// <summary>Where the events come from. Untrusted text.</summary>
    public string Source => Last.Source.Title;

    /// <summary>Wall-clock time of the first event; null when the recording does not say.</summary>
    public DateTimeOffset? Start => Last.StartTime();

    /// <summary>First event to end.</summary>
    public double DurationSeconds => Last.ElapsedSeconds;

    /// <summary>Reads a source to its end, then yields its report.</summary>
    /// <exception cref="SourceException">Comes as OnError when the source holds nothing.</exception>
    public static IObservable<Report> Of(IProbeSource source, Thresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Pipeline.Snapshots(source, TimeSpan.FromSeconds(1), thresholds)
            .Aggregate(default(Snapshot), (_, latest) => latest)
            .Select(last => new Report(last ?? throw new SourceException($"{source.Info.Title}: holds no events, nothing to report")));
    }

    /// <summary>The same of some handler threads only.</summary>
    /// <param name="source">The source.</param>
    /// <param name="handlers">Names or thread ids, separated by commas.</param>
    /// <exception cref="SourceException">Comes as OnError when the source holds nothing, or none of these threads.</exception>
    public static IObservable<Report> Of(IProbeSource source, string handlers)
    {
        var view = new HandlerSource(source, handlers);
        return Of(view).Select(report => view.Chosen.Any()
            ? new Report(report.Last with { OnlyHandlers = string.Join(", ", view.Chosen) })
            : throw new SourceException(
                $"{source.Info.Title}: no handler '{handlers}'; {(view.Known.Any() ? $"there are {string.Join(", ", view.Known)}" : "nothing was received")}"));
    }
}
