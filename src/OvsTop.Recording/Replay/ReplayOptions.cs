namespace OvsTop.Recording.Replay;

/// <summary>How a recording is played.</summary>
public sealed record ReplayOptions
{
    /// <summary>Recorded seconds per second: 1 is real time, positive infinity is as fast as possible.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Where to begin, since the beginning of the recording; what was before is played at once. Null: at the beginning, or with <see cref="Follow"/> at the end.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>Starts again at the end; the first batch of each round has <see cref="Model.Sources.ProbeBatch.Discontinuity"/> set.</summary>
    public bool Loop { get; init; }

    /// <summary>Waits for <see cref="ReplaySource.Play"/> or <see cref="ReplaySource.StepBy"/> before the first batch.</summary>
    public bool StartPaused { get; init; }

    /// <summary>Reads ahead beside the player to know the length where the recording does not say.</summary>
    public bool LooksAhead { get; init; }

    /// <summary>Stays at the end instead of completing, so that one can still go back.</summary>
    public bool HoldAtEnd { get; init; }

    /// <summary>At the end of a file that is still being written, and of a named pipe, waits for more. Not for compressed captures.</summary>
    public bool Follow { get; init; }

    /// <summary>
    /// Counts and time go on where they begin anew: behind a daemon that was started again, in another of several recordings one behind the other, behind
    /// a clock that went back. For sums over the whole; what only details tell (lives of flows, traces) still begins anew.
    /// </summary>
    public bool AddsUp { get; init; }

    /// <summary>Recorded time in a batch, at least 1 ms, where the recording has only events and no batches of its own.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromMilliseconds(100);
}
