namespace OvsTop.Model.Sources;

/// <summary>Where the player of a recording stands. Times are recorded time since the beginning of the recording.</summary>
public sealed record PlaybackState
{
    /// <summary>The time of this moment.</summary>
    public required TimeSpan Position { get; init; }

    /// <summary>Length of the recording; null while it is not known, and for a stream.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>Wall-clock time of the beginning; null when the recording does not say.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Whether time stands still.</summary>
    public bool Paused { get; init; }

    /// <summary>Recorded seconds per second; positive infinity shows what comes as it comes.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether it begins again at the end.</summary>
    public bool Loop { get; init; }

    /// <summary>False for a stream that is read once.</summary>
    public bool CanSeek { get; init; } = true;

    /// <summary>Whether a place that was gone to is not reached yet: snapshots until then are of the way there.</summary>
    public bool Seeking { get; init; }

    /// <summary>Whether it stays at the end.</summary>
    public bool AtEnd { get; init; }

    /// <summary>Whether it waits for more of a file that grows.</summary>
    public bool Waiting { get; init; }

    /// <summary>
    /// Where histories, and what only details tell, begin after a jump by the index of a long recording. Null: with the recording. Counts are always
    /// those since the beginning.
    /// </summary>
    public TimeSpan? Since { get; init; }

    /// <summary>Batches played so far.</summary>
    public long Batches { get; init; }

    /// <summary>How a stream ended, in one line with what to do; null while it goes on, and for files.</summary>
    public string? Ended { get; init; }
}
