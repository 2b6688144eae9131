namespace OvsTop.Recording.Replay;

/// <summary>Something recorded that can be read, mostly more than once.</summary>
internal interface IRecording
{
    /// <summary>replay or demo.</summary>
    string Kind { get; }

    /// <summary>One line for the status line: file name or what it is.</summary>
    string Title { get; }

    /// <summary>False for a stream that can be read once.</summary>
    bool CanReopen { get; }

    /// <summary>Whether it can be opened now without waiting for who writes it.</summary>
    bool IsReady { get; }

    /// <summary>The same recording for another thread: passes share nothing with those of this one.</summary>
    IRecording Twin();

    /// <summary>Starts a pass from the beginning. Indices of names stay the same in all passes.</summary>
    /// <exception cref="Model.Sources.SourceException">It cannot be read.</exception>
    IBatchReader Open();
}
