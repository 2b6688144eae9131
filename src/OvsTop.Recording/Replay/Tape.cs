using System.Numerics;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Replay;

/// <summary>A recording with the one batch that comes next. Used by one thread at a time; only <see cref="Info"/> is for others.</summary>
internal sealed class Tape : IDisposable
{
    private readonly IRecording _recording;
    private readonly bool _follow;
    private IBatchReader? _reader;
    private volatile SourceInfo _info;
    private volatile RecordingSession? _session;
    private (long Notices, uint Probes, bool Ended, bool Stuck) _described;
    private bool _played;
    private bool _fresh;
    private bool _rewound;
    private bool _stuck;
    private uint? _allProbes;

    /// <summary>Names a recording; nothing is opened yet.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="follow">Whether the end of a file that may grow is no end.</param>
    public Tape(IRecording recording, bool follow)
    {
        _recording = recording;
        _follow = follow;
        _info = new SourceInfo { Kind = recording.Kind, Title = recording.Title, ProbesKnown = ProbeTable.All.Count };
    }

    /// <summary>The next batch, if <see cref="Loaded"/>.</summary>
    public ProbeBatch Batch { get; } = new();

    /// <summary>Whether there is a next batch.</summary>
    public bool Loaded { get; private set; }

    /// <summary>Time of the beginning.</summary>
    public ulong StartNs { get; private set; }

    /// <summary>Time of the last batch taken; the beginning before the first.</summary>
    public ulong PlayedNs { get; private set; }

    /// <summary>Time of the end, where it is known beforehand.</summary>
    public ulong? EndNs => _reader?.EndNs;

    /// <summary>Whether one can go back.</summary>
    public bool CanRewind => _recording.CanReopen;

    /// <summary>Whether there is no next batch yet, but one may come.</summary>
    public bool Waiting => !Loaded && _follow && _reader is { MayGrow: true };

    /// <summary>What the status line says, as of the last <see cref="Load"/>.</summary>
    public SourceInfo Info => _info;

    /// <summary>What was recorded where; null when the recording does not say.</summary>
    public RecordingSession? Session => _session;

    /// <summary>Reads the next batch unless it is there already, opening the recording if it is not open.</summary>
    /// <exception cref="SourceException">The recording cannot be opened, or not one batch of it is usable.</exception>
    public void Load()
    {
        if (_reader is null)
        {
            Rewind();
        }
        else if (!Loaded)
        {
            Loaded = _reader.Read(Batch);
        }

        Describe();
    }

    /// <summary>Goes to the beginning and loads the first batch.</summary>
    /// <exception cref="SourceException">As for <see cref="Load"/>.</exception>
    public void Rewind()
    {
        Close();
        _reader = _recording.Open();
        Loaded = _reader.Read(Batch);
        if (!Loaded)
        {
            string why = _reader.WhyNothing();
            Close();
            throw new SourceException($"{_recording.Title} is not a recording: {why}; {FileRecording.Hint}");
        }

        StartNs = _reader.StartNs;
        PlayedNs = StartNs;
        _rewound = _played;
        _fresh = true;
        Describe();
    }

    /// <summary>Goes on at a batch not after a time but later than another, without reading what is between; that batch is marked by a discontinuity.</summary>
    /// <returns>False if the recording has no index or no such batch: then it stays where it is.</returns>
    public bool TryJump(ulong timeNs, ulong afterNs)
    {
        if (_reader is null || !_reader.TryJump(timeNs, afterNs))
        {
            return false;
        }

        Loaded = _reader.Read(Batch);
        PlayedNs = Loaded ? Math.Min(Batch.TimeNs, timeNs) : PlayedNs;
        Describe();
        return true;
    }

    /// <summary>True once after each <see cref="Rewind"/>.</summary>
    public bool TakeFresh()
    {
        bool fresh = _fresh;
        _fresh = false;
        return fresh;
    }

    /// <summary>Gives out the next batch; another is read by <see cref="Load"/>.</summary>
    public ProbeBatch Take()
    {
        Batch.Discontinuity |= _rewound;
        _rewound = false;
        _played = true;
        Loaded = false;
        PlayedNs = Batch.TimeNs;
        return Batch;
    }

    /// <summary>Someone wanted to go back and this recording cannot.</summary>
    public void NoteStuck()
    {
        _stuck = true;
        Describe();
    }

    /// <summary>Closes the file; <see cref="Load"/> opens it again at the beginning.</summary>
    public void Close()
    {
        _reader?.Dispose();
        _reader = null;
        Loaded = false;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Describe()
    {
        var now = (_reader!.NoticeVersion, _reader.ProbesSeen, !Loaded && !Waiting, _stuck);
        if (now == _described)
        {
            return;
        }

        _described = now;
        _session = _reader.Session ?? _session;
        _allProbes = _reader.ProbesAttached ?? (Loaded ? _allProbes : _reader.ProbesSeen);
        var notices = new List<string>();
        _reader.AddNotices(notices);
        if (_stuck)
        {
            notices.Add($"{_recording.Title} cannot be played back: write it to a file first");
        }

        _info = _info with
        {
            Title = _reader.Session?.Source is { Length: > 0 } subject ? $"{_recording.Title} · {subject}" : _recording.Title,
            Epoch = _reader.Epoch,
            ProbesAttached = BitOperations.PopCount(_reader.ProbesAttached ?? _reader.ProbesSeen),
            Attached = _allProbes is { } probes ? [.. ProbeTable.All.Where(p => (probes >> (int)p.Id & 1) != 0).Select(p => p.Id)] : null,
            Notices = notices,
            Ended = !Loaded && !Waiting,
        };
    }
}
