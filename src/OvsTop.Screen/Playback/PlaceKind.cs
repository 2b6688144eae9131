namespace OvsTop.Screen.Playback;

/// <summary>What a place is counted from.</summary>
internal enum PlaceKind
{
    /// <summary>The beginning.</summary>
    Time,

    /// <summary>Midnight, or else the beginning.</summary>
    TimeOrClock,

    /// <summary>Where the recording stands.</summary>
    FromHere,

    /// <summary>The length.</summary>
    Percent,

    /// <summary>The end.</summary>
    End,
}
