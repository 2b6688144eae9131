namespace OvsTop.Recording.Container;

/// <summary>How a recording goes.</summary>
/// <param name="Path">The file being written.</param>
/// <param name="Files">Files written, this one included.</param>
/// <param name="Bytes">Bytes of all files.</param>
/// <param name="Records">Details written.</param>
/// <param name="Recorded">Recorded time.</param>
/// <param name="Dropped">Details that were delivered but not written, because the disk or the processor did not keep up.</param>
/// <param name="Stopped">Why the recording ended, in one line; null while it goes on.</param>
/// <param name="Failed">Whether it ended because it could not go on.</param>
public sealed record RecordingStatus(string Path, int Files, long Bytes, ulong Records, TimeSpan Recorded, ulong Dropped, string? Stopped, bool Failed);
