using OvsTop.Analysis.Snapshots;

namespace OvsTop.Screen.Panes;

/// <summary>A line of the flows' table.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="NowNs">Time of the snapshot.</param>
/// <param name="Common">Characters of the key that all rows shown begin with.</param>
internal readonly record struct FlowLine(FlowRow Flow, ulong NowNs, int Common)
{
    /// <summary>How long the latest life lasted, or lasts by now; null when that is not known.</summary>
    public double? AgeNs => Flow.Lives is not [.., var life] ? null
        : life.AgeNs is { } age ? age
        : life is { PutNs: > 0, DeletedNs: 0 } && NowNs >= life.PutNs ? NowNs - life.PutNs : null;

    /// <summary>True when it is in the datapath as far as is known.</summary>
    public bool Lives => Flow.Lives is [.., { AgeNs: null, PutNs: > 0, DeletedNs: 0 }];
}
