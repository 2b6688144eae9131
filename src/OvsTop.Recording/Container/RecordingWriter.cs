using System.Globalization;
using OvsTop.Model;
using OvsTop.Model.Sources;
using OvsTop.Recording.Counts;

namespace OvsTop.Recording.Container;

/// <summary>
/// Records batches to an .ovscap file, in constant memory. Whatever happens to the disk, it never throws into the pipeline: it stops, says why,
/// and leaves a valid file. Not thread safe, but <see cref="Status"/> can be read from any thread. Whoever gives it batches waits for compression
/// and disk; <see cref="Recorders.Recorder"/> does not.
/// </summary>
public sealed class RecordingWriter : IDisposable
{
    private readonly string _path;
    private readonly RecordingOptions _options;
    private readonly RecordingSession _session;
    private readonly BatchRedaction? _redaction;
    private readonly CountBase? _base;
    private readonly Queue<string> _written = new();
    private RecordingFile _file;
    private ChunkWriter _chunks;
    private SessionWriter _writer;
    private volatile RecordingStatus _status;
    private long _closedBytes;
    private ulong _closedRecords;
    private ulong _closedDropped;
    private ulong _startNs;
    private long _syncedMs;
    private int _files;

    private RecordingWriter(string path, RecordingSession session, RecordingOptions options)
    {
        _path = path;
        _options = options;
        if (options.Redactor is { } redactor)
        {
            _redaction = new BatchRedaction(redactor, session.Ports.Values);
            session = SessionRedactor.Redact(redactor, session);
        }

        _base = options.FromNowOn || options.Rotates ? new CountBase(options.FromNowOn) : null;
        _session = session with { Payload = options.Payload, Id = (ulong)Random.Shared.NextInt64() };
        (_file, _chunks, _writer) = OpenNext();
        _status = new RecordingStatus(_file.Path, 1, 0, 0, TimeSpan.Zero, 0, null, false);
    }

    /// <summary>How the recording goes.</summary>
    public RecordingStatus Status => _status;

    /// <summary>Details that whoever gives the batches had to leave out so far; goes into the file with the next batch.</summary>
    internal ulong Dropped { get; set; }

    private long Bytes => _closedBytes + _chunks.Offset - _file.Begin;

    /// <summary>Starts a recording.</summary>
    /// <param name="path">A file, or - for standard output.</param>
    /// <param name="session">What is recorded.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <exception cref="SourceException">The file cannot be written, is there already, or is being written by another.</exception>
    public static RecordingWriter Create(string path, RecordingSession session, RecordingOptions? options = null) =>
        new(path, session, options ?? new RecordingOptions());

    /// <summary>Records a batch.</summary>
    /// <returns>False once the recording has stopped: <see cref="RecordingStatus.Stopped"/> says why.</returns>
    public bool Write(ProbeBatch batch)
    {
        if (_status.Stopped is not null)
        {
            return false;
        }

        long whole = _chunks.Offset;
        try
        {
            if (!WriteCounts(batch))
            {
                return true;
            }

            _startNs = _startNs == 0 ? _writer.StartNs : _startNs;
            whole = _chunks.Offset;
            SyncIfDue();
            Follow(batch.TimeNs);
            string? limit = Limit(batch.TimeNs);
            if (limit is not null)
            {
                Finish();
                Follow(batch.TimeNs, limit);
            }
            else if (_options.Rotates && RotationDue(batch.TimeNs))
            {
                Rotate();
                whole = _chunks.Offset;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SourceException)
        {
            Fail(e, whole);
        }

        return _status.Stopped is null;
    }

    /// <summary>Ends the recording: index, end mark, disk.</summary>
    public void Dispose()
    {
        if (_status.Stopped is null)
        {
            long whole = _chunks.Offset;
            try
            {
                Finish();
                _status = _status with { Bytes = Bytes, Stopped = "stopped" };
            }
            catch (IOException e)
            {
                Fail(e, whole);
            }
        }

        _file.Dispose();
    }

    /// <summary>Writes a batch with its counts since the file began.</summary>
    /// <returns>False when the recording begins behind it.</returns>
    private bool WriteCounts(ProbeBatch batch)
    {
        if (_base is null)
        {
            _writer.Write(batch, Dropped);
            return true;
        }

        if (!_base.Begin(batch))
        {
            return false;
        }

        var (tallies, talkers, losses) = (batch.Tallies, batch.Talkers, batch.Losses);
        try
        {
            (batch.Tallies, batch.Talkers, batch.Losses) = (_base.Since(tallies), _base.Since(talkers), _base.Since(losses));
            _writer.Write(batch, Dropped - _closedDropped);
            return true;
        }
        finally
        {
            (batch.Tallies, batch.Talkers, batch.Losses) = (tallies, talkers, losses);
        }
    }

    private (RecordingFile File, ChunkWriter Chunks, SessionWriter Writer) OpenNext()
    {
        _files++;
        string path = _options.Rotates && _path != "-"
            ? Path.ChangeExtension(_path, null) + _files.ToString("'-'0000", CultureInfo.InvariantCulture) + Path.GetExtension(_path)
            : _path;
        var file = _options.Store.Open(path, _options.Mode);
        var chunks = new ChunkWriter(file.Stream, file.Begin, _options.Quality);
        return (file, chunks, new SessionWriter(chunks, _options.Rotates ? _session with { Part = _files } : _session, file.LastIndex, _redaction, _options.EpochNow));
    }

    private void Finish()
    {
        _writer.Close();
        if (_options.Sync != SyncPolicy.Never)
        {
            _file.Sync();
        }
    }

    private void Rotate()
    {
        Finish();
        _closedBytes = Bytes;
        _closedRecords += _writer.Records;
        _closedDropped = Dropped;
        _base!.BeginAnew();
        _written.Enqueue(_file.Path);
        _file.Dispose();
        while (_options.KeepFiles is { } keep && _written.Count >= Math.Max(1, keep))
        {
            _options.Store.Delete(_written.Dequeue());
        }

        (_file, _chunks, _writer) = OpenNext();
    }

    private bool RotationDue(ulong nowNs) =>
        _chunks.Offset >= _options.RotateBytes || (_options.RotateTime is { } time && nowNs > _writer.StartNs && nowNs - _writer.StartNs >= (ulong)time.Ticks * 100);

    private string? Limit(ulong nowNs) =>
        Bytes >= _options.MaxBytes ? $"size limit of {_options.MaxBytes:N0} bytes reached"
        : _options.MaxTime is { } time && nowNs > _startNs && nowNs - _startNs >= (ulong)time.Ticks * 100 ? $"time limit of {time.TotalSeconds:0.###} s reached"
        : null;

    private void SyncIfDue()
    {
        long now = Environment.TickCount64;
        if (_options.Sync.Every is { } every && now - _syncedMs >= every.TotalMilliseconds)
        {
            _file.Sync();
            _syncedMs = now;
        }
    }

    private void Follow(ulong nowNs, string? stopped = null) => _status = new RecordingStatus(
        _file.Path, _files, Bytes, _closedRecords + _writer.Records, TimeSpan.FromTicks((long)((nowNs > _startNs ? nowNs - _startNs : 0) / 100)), Dropped, stopped, false);

    private void Fail(Exception failure, long whole)
    {
        string reason = $"recording to {PlainText.Brief(_file.Path, 200)} stopped: {RecordingFile.Reason(failure)}";
        try
        {
            _file.TruncateTo(whole);
            reason += whole > _file.Begin ? "; what was written before is whole" : "; nothing was written";
        }
        catch (IOException)
        {
            reason += "; its last batch is not whole, replay passes over it";
        }

        _status = _status with { Stopped = reason + RecordingFile.Advice(failure), Failed = true };
    }
}
