namespace OvsTop.Recording.Container;

/// <summary>Where the files of a recording are.</summary>
internal interface IRecordingStore
{
    /// <summary>Opens or creates a file.</summary>
    /// <exception cref="Model.Sources.SourceException">It cannot be written, is there already, or is being written by another.</exception>
    RecordingFile Open(string path, RecordingMode mode);

    /// <summary>Deletes a file that is closed.</summary>
    void Delete(string path);
}
