namespace OvsTop.Screen.Frames;

/// <summary>Where text stands in its columns.</summary>
public enum Align
{
    /// <summary>At the left.</summary>
    Left,

    /// <summary>At the right, as numbers do.</summary>
    Right,
}
