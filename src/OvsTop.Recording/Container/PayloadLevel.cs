namespace OvsTop.Recording.Container;

/// <summary>How much of packets a recording keeps. Flow keys, masks and actions are always kept.</summary>
public enum PayloadLevel
{
    /// <summary>No packet bytes; lengths are kept.</summary>
    None,

    /// <summary>The first <see cref="RecordingOptions.HeadBytes"/> bytes: addresses and ports, hardly any content.</summary>
    Head,

    /// <summary>All that the source captured.</summary>
    Full,
}
