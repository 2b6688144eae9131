using OvsTop.Model.Sources;

namespace OvsTop.Benchmarks;

/// <summary>A recording that stands where its snapshot is: gives the screen of the demo its last line.</summary>
internal sealed class FramePlayer(TimeSpan length) : IPlayback
{
    public FrameHost? Host { get; set; }

    public PlaybackState State => new() { Position = TimeSpan.FromSeconds(Host?.Latest?.ElapsedSeconds ?? 0), Length = length, Loop = true };

    public double Speed { get; set; } = 1;

    public bool Loops { get; set; } = true;

    public TimeSpan PreRoll { get; set; }

    public void Pause()
    {
    }

    public void Play()
    {
    }

    public void StepBy(TimeSpan time)
    {
    }

    public void Seek(TimeSpan place)
    {
    }

    public Task<Spike?> FindSpike(TimeSpan from, bool forth) => Task.FromResult<Spike?>(null);
}
