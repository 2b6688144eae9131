namespace OvsTop.Screen.Hosts;

/// <summary>What can happen to a host.</summary>
public enum HostEventKind
{
    /// <summary>The time is over.</summary>
    Timeout,

    /// <summary>A key was pressed.</summary>
    Key,

    /// <summary>The size changed.</summary>
    Resize,

    /// <summary>The terminal wants a frame: it was suspended, or a frame was dropped.</summary>
    Repaint,

    /// <summary><see cref="IHost.Wake"/> was called.</summary>
    Wake,

    /// <summary>A signal asks the program to end, or the terminal is gone.</summary>
    Terminate,
}
