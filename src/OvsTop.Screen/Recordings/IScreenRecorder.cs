namespace OvsTop.Screen.Recordings;

/// <summary>Records what is watched, at the wish of the screen. Called from the screen's thread; nothing of it waits for a disk.</summary>
public interface IScreenRecorder
{
    /// <summary>How the recording goes that was started last; null before the first.</summary>
    RecordingState? State { get; }

    /// <summary>Starts a recording in a new file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Why that cannot be, in one line; null when it records.</returns>
    string? Start(string path);

    /// <summary>Ends the recording; <see cref="State"/> says when its file is closed.</summary>
    void Finish();
}
