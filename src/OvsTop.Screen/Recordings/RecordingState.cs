namespace OvsTop.Screen.Recordings;

/// <summary>How a recording goes.</summary>
/// <param name="Path">Its file. Untrusted text.</param>
/// <param name="Bytes">Bytes of it.</param>
/// <param name="Dropped">Details that could not be written in time.</param>
/// <param name="Ended">Null while it goes on, then one line about its end. Untrusted text.</param>
public sealed record RecordingState(string Path, long Bytes, ulong Dropped, string? Ended);
