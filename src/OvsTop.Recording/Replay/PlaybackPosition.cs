namespace OvsTop.Recording.Replay;

/// <summary>Where a replay stands.</summary>
/// <param name="Position">Recorded time since the beginning of the recording.</param>
/// <param name="Length">Length of the recording; null until its end was seen once.</param>
/// <param name="Paused">Whether time stands still.</param>
/// <param name="Speed">Recorded seconds per second.</param>
public readonly record struct PlaybackPosition(TimeSpan Position, TimeSpan? Length, bool Paused, double Speed);
