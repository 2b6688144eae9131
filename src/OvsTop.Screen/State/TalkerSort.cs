namespace OvsTop.Screen.State;

/// <summary>What talkers are sorted by, most first.</summary>
public enum TalkerSort
{
    /// <summary>Upcalls per second in the interval.</summary>
    Rate,

    /// <summary>Upcalls since the beginning.</summary>
    Total,

    /// <summary>How far the total may be too small.</summary>
    Bound,
}
