using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Recorders;

/// <summary>
/// Records batches as they happen: whoever hands them over is never held up by compression or a disk. That is done by a thread of its own, behind a
/// queue of fixed size. What does not fit is lost as a detail and counted (<see cref="RecordingStatus.Dropped"/>, and among the losses in the
/// file); counts are cumulative and lose nothing.
/// </summary>
public sealed class Recorder : IDisposable
{
    private readonly RecordingWriter _writer;
    private readonly BatchQueue _queue;
    private readonly Thread _thread;
    private volatile bool _stopped;

    private Recorder(RecordingWriter writer, RecorderOptions options)
    {
        _writer = writer;
        _queue = new BatchQueue(options.QueueBytes);
        _thread = new Thread(Run) { Name = "ovstop-record", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How the recording goes. <see cref="RecordingStatus.Stopped"/> is set when its file is closed.</summary>
    public RecordingStatus Status => _writer.Status with { Dropped = _queue.Dropped };

    /// <summary>Starts a recording.</summary>
    /// <param name="path">A file, or - for standard output.</param>
    /// <param name="session">What is recorded.</param>
    /// <param name="file">How it is written; the defaults if null.</param>
    /// <param name="options">How it is handed over; the defaults if null.</param>
    /// <exception cref="SourceException">The file cannot be written, is there already, or is being written by another.</exception>
    public static Recorder Start(string path, RecordingSession session, RecordingOptions? file = null, RecorderOptions? options = null) =>
        new(RecordingWriter.Create(path, session, file), options ?? new RecorderOptions());

    /// <summary>Takes over a copy of a batch of a live source. One thread at a time.</summary>
    /// <returns>False once the recording has stopped: <see cref="RecordingStatus.Stopped"/> says why.</returns>
    public bool Write(ProbeBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_stopped || _writer.Status.Stopped is not null)
        {
            return false;
        }

        _queue.Add(batch, batch.Tallies, batch.Losses, batch.Talkers);
        return true;
    }

    /// <summary>Takes no more batches; what waits is still written, then the file is closed. Returns at once.</summary>
    public void Stop()
    {
        _stopped = true;
        _queue.Close();
    }

    /// <summary>Stops and waits until the file is closed.</summary>
    public void Dispose()
    {
        Stop();
        _thread.Join();
    }

    private void Run()
    {
        var batch = new ProbeBatch();
        var tallies = new TallyTable();
        using (_writer)
        {
            while (_queue.Take(batch, tallies, out ulong dropped))
            {
                _writer.Dropped = dropped;
                if (!_writer.Write(batch))
                {
                    break;
                }
            }
        }

        _queue.Close();
    }
}
