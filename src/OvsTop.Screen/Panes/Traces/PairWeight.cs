namespace OvsTop.Screen.Panes.Traces;

/// <summary>What it means when two values differ.</summary>
internal enum PairWeight
{
    /// <summary>Nothing: times, and names of the packets, always differ.</summary>
    None,

    /// <summary>Only recirculation ids, which stand for state.</summary>
    Ids,

    /// <summary>The packets are different.</summary>
    Value,

    /// <summary>The pipeline did something else with them.</summary>
    Path,
}
