using OvsTop.Model.Redaction;

namespace OvsTop.Recording.Container;

/// <summary>How a recording is written.</summary>
public sealed record RecordingOptions
{
    /// <summary>Packet bytes kept by <see cref="PayloadLevel.Head"/>.</summary>
    public const int HeadBytes = 64;

    /// <summary>What to do about a file that is there already.</summary>
    public RecordingMode Mode { get; init; } = RecordingMode.CreateNew;

    /// <summary>How much of packets is kept.</summary>
    public PayloadLevel Payload { get; init; } = PayloadLevel.Head;

    /// <summary>When the file is forced to the disk.</summary>
    public SyncPolicy Sync { get; init; } = SyncPolicy.EverySecond;

    /// <summary>Recorded time after which the recording ends; null for no limit.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>Bytes of all files after which the recording ends; null for no limit.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Bytes after which a new file is begun; null for one file. The files then are numbered: <c>name-0001.ovscap</c>.</summary>
    public long? RotateBytes { get; init; }

    /// <summary>Recorded time after which a new file is begun; null for one file.</summary>
    public TimeSpan? RotateTime { get; init; }

    /// <summary>When rotating, files to keep; older ones are deleted. Null keeps all.</summary>
    public int? KeepFiles { get; init; }

    /// <summary>Brotli quality 0 .. 11; 1 keeps up with a storm.</summary>
    public int Quality { get; init; } = 1;

    /// <summary>Puts pseudonyms in the place of all addresses and names; null keeps them. The caller's, used only by the writer while it writes.</summary>
    public Redactor? Redactor { get; init; }

    /// <summary>
    /// The source has been running for some time: counts begin with the next reading of the tallies. Otherwise what was counted before the first batch
    /// belongs to the recording.
    /// </summary>
    public bool FromNowOn { get; init; }

    /// <summary>Wall-clock time of monotonic 0, asked again with every key batch: the clock may be set, the machine may sleep. Null where it is as the session says.</summary>
    public Func<DateTimeOffset>? EpochNow { get; init; }

    /// <summary>Where the files are.</summary>
    internal IRecordingStore Store { get; init; } = DiskStore.Instance;

    internal bool Rotates => RotateBytes is not null || RotateTime is not null;
}
