namespace OvsTop.Recording.Container;

/// <summary>Files where their paths say.</summary>
internal sealed class DiskStore : IRecordingStore
{
    private DiskStore()
    {
    }

    /// <summary>The one there is.</summary>
    public static DiskStore Instance { get; } = new();

    /// <inheritdoc/>
    public RecordingFile Open(string path, RecordingMode mode) => RecordingFile.Open(path, mode);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);
}
