using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Hosts;

/// <summary>What shows frames and gives keys. All members but <see cref="Wake"/> belong to one thread.</summary>
public interface IHost : IDisposable
{
    /// <summary>Columns and rows.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Shows a frame; the frame may be reused at once. Never waits for a slow terminal: it may drop the frame and ask for another.</summary>
    void Present(Frame frame);

    /// <summary>Waits for the next thing that happens.</summary>
    /// <param name="timeoutMs">At most so long; -1 for ever.</param>
    HostEvent Wait(int timeoutMs);

    /// <summary>Ends a <see cref="Wait"/>, from any thread.</summary>
    void Wake();

    /// <summary>Gives a text to the clipboard of the terminal. False where that cannot be relied on: a terminal never says whether it took it.</summary>
    bool Copy(string text);

    /// <summary>Forgets what the terminal shows, so that the next frame is painted whole.</summary>
    void Invalidate();

    /// <summary>Gives the terminal back to the shell and stops the process; returns when it is continued.</summary>
    void Suspend();

    /// <summary>Gives the terminal back for good.</summary>
    /// <param name="keep">A frame to leave behind as text, or null.</param>
    void Leave(Frame? keep);
}
