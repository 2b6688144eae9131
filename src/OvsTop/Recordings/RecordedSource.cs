using System.Reactive.Linq;
using OvsTop.Model.Filters;
using OvsTop.Model.Redaction;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Probes.Live;
using OvsTop.Recording.Container;
using OvsTop.Recording.Recorders;
using OvsTop.Screen.Recordings;

namespace OvsTop.Recordings;

/// <summary>A live source of which a recording can be made while it is watched. While it is made, everything is measured.</summary>
internal sealed class RecordedSource : IProbeSource, IFilterable, IMeasuring, ITalkerSource, IScreenRecorder
{
    private const long FlightBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan FlightSpan = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FactsLimit = TimeSpan.FromMilliseconds(500);

    private readonly LiveSource _source;
    private readonly Redactor? _redactor;
    private readonly Task<SessionFacts> _facts;
    private volatile Recorder? _recorder;
    private volatile FlightCapture? _flight;
    private volatile bool _running;
    private volatile bool _measuresAll;
    private Measurements _needed;

    private RecordedSource(LiveSource source, LiveOptions options, Redactor? redactor)
    {
        (_source, _redactor, _needed) = (source, redactor, options.Measurements);
        _facts = Task.Run(() => SessionFacts.Ask(options));
        Batches = source.Batches.Do(batch =>
        {
            _running = true;
            if (_recorder is { } recorder && !recorder.Write(batch) && _measuresAll)
            {
                // A full disk or a limit has ended it.
                MeasureAll(false);
            }

            Flight()?.Write(batch);
        });
    }

    /// <inheritdoc/>
    public IObservable<ProbeBatch> Batches { get; }

    /// <inheritdoc/>
    public SourceInfo Info => _source.Info;

    /// <inheritdoc/>
    public RecordingState? State => _recorder?.Status is { } status ? new RecordingState(status.Path, status.Bytes, status.Dropped, Ended(status)) : null;

    /// <summary>Wraps a source, which it then owns.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">What it was opened with.</param>
    /// <param name="redactor">Gives the recordings pseudonyms; null keeps what there is.</param>
    /// <param name="path">Where to record to from the first batch on; null records when told.</param>
    /// <exception cref="SourceException">The file cannot be recorded to.</exception>
    public static RecordedSource Open(LiveSource source, LiveOptions options, Redactor? redactor, string? path)
    {
        var recorded = new RecordedSource(source, options, redactor);
        try
        {
            if (path is not null)
            {
                recorded.Record(path);
            }

            return recorded;
        }
        catch (SourceException)
        {
            recorded.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void SetDimensions(TalkerDimensions dimensions) => _source.SetDimensions(dimensions);

    /// <inheritdoc/>
    public string? Start(string path)
    {
        try
        {
            Record(path);
            return null;
        }
        catch (SourceException e)
        {
            return e.Message;
        }
    }

    /// <inheritdoc/>
    public void Finish()
    {
        _recorder?.Stop();
        MeasureAll(false);
    }

    /// <inheritdoc/>
    public void SetFilter(CompiledFilter? filter) => _source.SetFilter(filter);

    /// <inheritdoc/>
    public void Measure(Measurements needed)
    {
        _needed = needed;
        _source.Measure(_measuresAll ? Measurements.All : needed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _recorder?.Dispose();
        _flight?.Dispose();
    }

    /// <summary>Writes the last minutes as a recording; nothing before there was anything to see.</summary>
    public void CopyFlight(Stream stream) => _flight?.CopyTo(stream);

    // It begins when the daemon has said who it is, at the latest when it has not answered in time.
    private FlightCapture? Flight() => _flight ??= _facts.IsCompleted
        ? FlightCapture.Start(_facts.Result.Session(_source.Info), FlightSpan, FlightBytes, new RecordingOptions { Redactor = _redactor, FromNowOn = true, EpochNow = MonotonicEpoch.Now })
        : null;

    private static string? Ended(RecordingStatus status) =>
        status.Stopped is null ? null
        : status.Failed ? status.Stopped
        : FormattableString.Invariant($"recorded: {status.Path}, {status.Records:N0} details and all counts of {status.Recorded.TotalSeconds:F1} s in {status.Bytes:N0} bytes");

    private void Record(string path)
    {
        // A daemon that does not answer soon is recorded without its names.
        var facts = _facts.Wait(FactsLimit) ? _facts.Result : SessionFacts.None;
        _recorder = Recorder.Start(path, facts.Session(_source.Info), new RecordingOptions { Redactor = _redactor, FromNowOn = _running, EpochNow = MonotonicEpoch.Now });
        MeasureAll(true);
    }

    private void MeasureAll(bool all)
    {
        _measuresAll = all;
        Measure(_needed);
    }
}
