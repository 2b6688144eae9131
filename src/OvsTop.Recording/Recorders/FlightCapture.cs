using OvsTop.Model.Sources;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Recorders;

/// <summary>
/// The last minutes of a live source, as a recording in memory: a recording that is rotated and keeps few files, none of which is on a disk.
/// Bounded in time and in bytes, whichever is reached first.
/// </summary>
public sealed class FlightCapture : IDisposable
{
    private const int Parts = 30;
    private const int QueueBytes = 8 * 1024 * 1024;

    private readonly MemoryStore _store = new();
    private readonly Recorder _recorder;

    private FlightCapture(RecordingSession session, TimeSpan span, long bytes, RecordingOptions options) => _recorder = Recorder.Start(
        "flight.ovscap",
        session,
        options with { Store = _store, Sync = SyncPolicy.Never, RotateTime = span / Parts, RotateBytes = bytes / Parts, KeepFiles = Parts },
        new RecorderOptions { QueueBytes = QueueBytes });

    /// <summary>Memory in use for what is kept.</summary>
    public long Bytes => _store.Bytes;

    /// <summary>Begins.</summary>
    /// <param name="session">What is recorded.</param>
    /// <param name="span">How far back.</param>
    /// <param name="bytes">The most memory for it.</param>
    /// <param name="options">Payload, redactor and clock; what concerns files is not looked at.</param>
    public static FlightCapture Start(RecordingSession session, TimeSpan span, long bytes, RecordingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.FromSeconds(Parts));
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, Parts * 1024L);
        return new FlightCapture(session, span, bytes, options);
    }

    /// <summary>Takes over a copy of a batch. One thread at a time.</summary>
    public void Write(ProbeBatch batch) => _recorder.Write(batch);

    /// <summary>Writes what is kept, a recording like any other. From any thread.</summary>
    public void CopyTo(Stream stream) => _store.CopyTo(stream);

    /// <inheritdoc/>
    public void Dispose() => _recorder.Dispose();
}
