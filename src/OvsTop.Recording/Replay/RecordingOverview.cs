using OvsTop.Model.Sources;

namespace OvsTop.Recording.Replay;

/// <summary>What is known of a recording as a whole while it is played: its length and its spikes. It says its length itself, or is read through beside the player.</summary>
internal sealed class RecordingOverview : IDisposable
{
    private readonly IRecording _recording;
    private readonly bool _grows;
    private RecordingScan _scan;
    private TimeSpan? _length;

    /// <summary>Knows nothing yet.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="grows">Whether it is still being written.</param>
    public RecordingOverview(IRecording recording, bool grows)
    {
        (_recording, _grows) = (recording, grows);
        _scan = new RecordingScan(recording.Twin());
    }

    /// <summary>Length, as far as it is known.</summary>
    public TimeSpan? Length => _length ?? _scan.Length;

    /// <summary>Takes over the length where the recording says it.</summary>
    public void Learn(ulong startNs, ulong? endNs) => _length ??= endNs > startNs ? TimeSpan.FromTicks((long)((endNs.Value - startNs) / 100)) : null;

    /// <summary>The end was played: that is the length.</summary>
    public void SetLength(TimeSpan length) => _length = length;

    /// <summary>Begins to read ahead for the length, where nothing says it.</summary>
    public void LookAhead()
    {
        if (_recording.CanReopen && !_grows && _length is null)
        {
            _scan.Start();
        }
    }

    /// <summary>The length, as soon as it is known; null for what is read once or grows.</summary>
    public Task<TimeSpan?> FindLength() => _length is not null || !_recording.CanReopen || _grows ? Task.FromResult(_length) : _scan.FindLength();

    /// <summary>The nearest spike, as soon as it is found.</summary>
    public Task<Spike?> FindSpike(TimeSpan from, bool forth)
    {
        if (!_recording.CanReopen)
        {
            return Task.FromResult<Spike?>(null);
        }

        // What has grown meanwhile is looked through again.
        _scan = _grows ? new RecordingScan(_recording.Twin()) : _scan;
        return _scan.Find(from, forth);
    }

    /// <inheritdoc/>
    public void Dispose() => _scan.Dispose();
}
