namespace OvsTop.Model.Sources;

/// <summary>A live switch or a recording: the one object in which watching and replaying differ.</summary>
public interface IProbeSource : IDisposable
{
    /// <summary>
    /// Batches, all on one thread of the source's choice. Work starts with the first subscription and stops with the last.
    /// Completes at the end of a recording or when the daemon is gone for good; errors are <see cref="SourceException"/>.
    /// </summary>
    IObservable<ProbeBatch> Batches { get; }

    /// <summary>The current description; may change while running, reading it is thread safe.</summary>
    SourceInfo Info { get; }
}
