namespace OvsTop.Recording.Container;

/// <summary>What to do about a file that is there already.</summary>
public enum RecordingMode
{
    /// <summary>Refuse it.</summary>
    CreateNew,

    /// <summary>Replace it.</summary>
    Overwrite,

    /// <summary>Add a session behind what is there. What is not whole at its end is cut off first.</summary>
    Append,
}
