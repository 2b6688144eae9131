namespace OvsTop.Recording.Replay;

/// <summary>How a recording is played.</summary>
public sealed record ReplayOptions
{
    /// <summary>Recorded seconds per second: 1 is real time, positive infinity is as fast as possible.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Starts again at the end; the first batch of each round has <see cref="Model.Sources.ProbeBatch.Discontinuity"/> set.</summary>
    public bool Loop { get; init; }

    /// <summary>Waits for <see cref="ReplaySource.Resume"/> or <see cref="ReplaySource.Step"/> before the first batch.</summary>
    public bool StartPaused { get; init; }

    /// <summary>Stays at the end instead of completing, so that one can still go back.</summary>
    public bool HoldAtEnd { get; init; }

    /// <summary>At the end of an .ovscap file that is still being written, waits for more.</summary>
    public bool Follow { get; init; }

    /// <summary>Recorded time in a batch, at least 1 ms, where the recording has only events and no batches of its own.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromMilliseconds(100);
}
