namespace OvsTop.Model.Sources;

/// <summary>A source whose time can be controlled, from any thread: a recording.</summary>
public interface IPlayback
{
    /// <summary>Where it stands now.</summary>
    PlaybackState State { get; }

    /// <summary>Recorded seconds per second; more than 0, positive infinity is as fast as possible.</summary>
    double Speed { get; set; }

    /// <summary>Whether it begins again at the end; set there, it begins again at once.</summary>
    bool Loops { get; set; }

    /// <summary>Recorded time that is played before a place one goes to, so that whoever listens has seen what led there.</summary>
    TimeSpan PreRoll { get; set; }

    /// <summary>Stops time.</summary>
    void Pause();

    /// <summary>Lets time run again.</summary>
    void Play();

    /// <summary>Moves by some recorded time, back if negative, and stays paused there.</summary>
    void StepBy(TimeSpan time);

    /// <summary>Goes to a time since the beginning of the recording; it plays on, or stays paused, as it did.</summary>
    void Seek(TimeSpan place);

    /// <summary>Looks for the next place where upcalls rise suddenly. The recording is looked through once, beside the player.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="forth">Later or, if false, earlier than that.</param>
    /// <returns>The nearest one, or null if there is none.</returns>
    Task<Spike?> FindSpike(TimeSpan from, bool forth);
}
