namespace OvsTop.Recording.Json;

/// <summary>Why a line of a capture gives no event.</summary>
internal enum LineFault
{
    /// <summary>It gives one.</summary>
    None,

    /// <summary>It names an event this ovstop does not know.</summary>
    UnknownEvent,

    /// <summary>It is not JSON.</summary>
    NotJson,

    /// <summary>It has no "event".</summary>
    NoEvent,

    /// <summary>It has no "ts".</summary>
    NoTime,

    /// <summary>A field has a value of the wrong kind or size.</summary>
    BadValue,

    /// <summary>It is none of another tool's events.</summary>
    NotUnderstood,

    /// <summary>It is longer than <see cref="LineReader.MaxLine"/>.</summary>
    TooLong,

    /// <summary>The file ends in the middle of it.</summary>
    Unfinished,
}
