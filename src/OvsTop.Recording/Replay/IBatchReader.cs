using OvsTop.Model.Sources;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Replay;

/// <summary>One pass over a recording, batch by batch. Damage is skipped and told of in the notices; it does not throw.</summary>
internal interface IBatchReader : IDisposable
{
    /// <summary>Time of the beginning on the clock of <see cref="ProbeBatch.TimeNs"/>; known after the first batch.</summary>
    ulong StartNs { get; }

    /// <summary>A bit for each <see cref="Model.Events.ProbeId"/> that occurred so far.</summary>
    uint ProbesSeen { get; }

    /// <summary>The same for the probes that were attached; null when the recording does not say.</summary>
    uint? ProbesAttached { get; }

    /// <summary>What was recorded where; null when the recording does not say.</summary>
    RecordingSession? Session { get; }

    /// <summary>Wall-clock time of monotonic 0, or null when the recording does not say.</summary>
    DateTimeOffset? Epoch { get; }

    /// <summary>Whether after the end more may come: it is followed, and lacks an end mark.</summary>
    bool MayGrow { get; }

    /// <summary>Whether the end that was reached is marked as one.</summary>
    bool EndedInOrder { get; }

    /// <summary>What is in the middle of which the recording ends; null if it ends between two.</summary>
    string? EndsWithin { get; }

    /// <summary>Changes whenever <see cref="AddNotices"/> has something else to say.</summary>
    long NoticeVersion { get; }

    /// <summary>Time of the end, where it is known beforehand.</summary>
    ulong? EndNs { get; }

    /// <summary>
    /// Goes on at some batch before a place, without reading what is between, if the recording has an index and that is worth it. Windows and
    /// histories then need <paramref name="preRollNs"/> of recorded time before the place; in a dense recording there may be less.
    /// </summary>
    /// <param name="placeNs">Time of the place.</param>
    /// <param name="fromNs">Time where it stands, or of the beginning if it must be read from there again.</param>
    /// <param name="preRollNs">Recorded time to be read before the place.</param>
    /// <returns>False if it stays where it is.</returns>
    bool TryJump(ulong placeNs, ulong fromNs, ulong preRollNs);

    /// <summary>Fills a batch with the next slice of time.</summary>
    /// <returns>False at the end.</returns>
    bool Read(ProbeBatch batch);

    /// <summary>Says what was damaged or left out so far, a sentence each.</summary>
    void AddNotices(ICollection<string> notices);

    /// <summary>Why there is no batch at all.</summary>
    string WhyNothing();
}
