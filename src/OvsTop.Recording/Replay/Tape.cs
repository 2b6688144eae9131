using System.Numerics;
using OvsTop.Model.Events;
using OvsTop.Model.Facts;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Replay;

/// <summary>A recording with the one batch that comes next. Used by one thread at a time; only <see cref="Info"/> is for others.</summary>
internal sealed class Tape : IDisposable
{
    private readonly IRecording _recording;
    private readonly bool _follow;
    private readonly ProbeBatch _resting = new();
    private IBatchReader? _reader;
    private volatile SourceInfo _info;
    private volatile RecordingSession? _session;
    private (RecordingSession? Session, long Notices, uint Probes, bool Ended, bool Stuck) _described;
    private bool _played;
    private bool _fresh;
    private bool _rewound;
    private bool _opened;
    private bool _jumped;
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
    public bool Waiting => !Loaded && _follow && _reader is null or { MayGrow: true };

    /// <summary>Whether a batch was taken since the last <see cref="Rewind"/> or jump, so that what was taken last is what was before the next.</summary>
    public bool InStep { get; private set; }

    /// <summary>Time of the first batch after the last jump; null if all was read since the beginning.</summary>
    public ulong? SinceNs { get; private set; }

    /// <summary>Batches taken.</summary>
    public long Batches { get; private set; }

    /// <summary>Fate of the details as of the last batch taken.</summary>
    public DetailLosses Losses { get; private set; }

    /// <summary>What the daemon had said of itself as of the last batch taken.</summary>
    public DaemonFacts? Facts { get; private set; }

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
            return;
        }

        Read();
    }

    /// <summary>Goes to the beginning and loads the first batch.</summary>
    /// <exception cref="SourceException">As for <see cref="Load"/>.</exception>
    public void Rewind()
    {
        Close();
        if (!_recording.IsReady)
        {
            return;
        }

        _reader = _recording.Open();
        _opened = true;
        Read();
    }

    /// <summary>
    /// Goes on at some batch before a place, as <see cref="IBatchReader.TryJump"/> does; that batch is marked by a discontinuity.
    /// </summary>
    /// <returns>False if it stays where it is.</returns>
    public bool TryJump(ulong placeNs, ulong fromNs, ulong preRollNs)
    {
        if (_reader is null || !_reader.TryJump(placeNs, fromNs, preRollNs))
        {
            return false;
        }

        Loaded = false;
        InStep = false;
        Read();
        if (Loaded)
        {
            _jumped = true;
            SinceNs = Batch.TimeNs;
            PlayedNs = Math.Min(Batch.TimeNs, placeNs);
        }

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
        Batch.OriginNs = _jumped ? StartNs : null;
        _rewound = _jumped = false;
        _played = InStep = true;
        Loaded = false;
        PlayedNs = Batch.TimeNs;
        (Losses, Facts) = (Batch.Losses, Batch.Facts);
        Batches++;
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
        Loaded = _opened = false;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>Time since the beginning; none for what is before it.</summary>
    public TimeSpan Since(ulong ns) => TimeSpan.FromTicks((long)((ns > StartNs ? ns - StartNs : 0) / 100));

    /// <summary>A batch without records that says where the tape stands. Valid until the next call.</summary>
    public ProbeBatch Resting(Rest rest)
    {
        (_resting.TimeNs, _resting.Names, _resting.Losses, _resting.Facts, _resting.Rest) = (PlayedNs, Batch.Names, Losses, Facts, rest);
        return _resting;
    }

    /// <summary>How a stream ended: when, where, and what to do.</summary>
    public string DescribeEnd()
    {
        var time = Since(PlayedNs);
        string when = _info.Epoch is { } epoch ? $"{epoch.AddTicks((long)(PlayedNs / 100)):HH:mm:ss}" : $"+{(int)time.TotalHours:00}:{time:mm\\:ss}";
        string what = _reader?.EndsWithin is { } middle ? $"cut in {middle}" : "ended";
        string why = _reader is { EndedInOrder: true } ? "closed by the recorder" : "EOF";
        return $"stream {what} at {when} ({why}; {Batches:N0} batches) - run the command again";
    }

    private void Read()
    {
        if (!Loaded)
        {
            Loaded = _reader!.Read(Batch);
        }

        if (!Loaded && _opened && !Waiting)
        {
            string why = _reader!.WhyNothing();
            Close();
            throw new SourceException($"{_recording.Title} is not a recording: {why}; {FileRecording.Hint}");
        }

        if (Loaded && _opened)
        {
            _opened = false;
            StartNs = PlayedNs = _reader!.StartNs;
            SinceNs = null;
            _rewound = _played;
            _jumped = InStep = false;
            _fresh = true;
        }

        Describe();
    }

    private void Describe()
    {
        var now = (_reader!.Session, _reader.NoticeVersion, _reader.ProbesSeen, !Loaded && !Waiting, _stuck);
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
            ChurnSeconds = _reader.Session?.ChurnSeconds ?? _info.ChurnSeconds,
            Primary = _reader.Session?.Primary ?? _info.Primary,
            OvsVersion = _reader.Session?.OvsVersion,
            KernelRelease = _reader.Session?.KernelRelease,
            ProbesAttached = BitOperations.PopCount(_reader.ProbesAttached ?? _reader.ProbesSeen),
            Attached = _allProbes is { } probes ? [.. ProbeTable.All.Where(p => (probes >> (int)p.Id & 1) != 0).Select(p => p.Id)] : null,
            Notices = notices,
            Ended = !Loaded && !Waiting,
        };
    }
}
