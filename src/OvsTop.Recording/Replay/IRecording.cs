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

    /// <summary>Starts a pass from the beginning. Indices of names stay the same in all passes.</summary>
    /// <exception cref="Model.Sources.SourceException">It cannot be read.</exception>
    IBatchReader Open();
}
