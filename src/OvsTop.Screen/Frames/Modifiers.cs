namespace OvsTop.Screen.Frames;

/// <summary>What a cell is besides its colours.</summary>
[Flags]
public enum Modifiers : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>SGR 1.</summary>
    Bold = 1,

    /// <summary>SGR 2.</summary>
    Dim = 2,

    /// <summary>SGR 4.</summary>
    Underline = 4,

    /// <summary>SGR 7.</summary>
    Reverse = 8,
}
