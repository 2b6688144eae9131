using System.Collections.Immutable;
using OvsTop.Model.Talkers;

namespace OvsTop.Screen.State;

/// <summary>What the talkers' view shows. Immutable.</summary>
public sealed record TalkerState
{
    /// <summary>By what.</summary>
    public TalkerDimension Dimension { get; init; } = TalkerDimension.InPort;

    /// <summary>Filters to go back to, the last one on top; null where there was none.</summary>
    public ImmutableStack<AppliedFilter?> Back { get; init; } = [];

    /// <summary>Another dimension, so many places further.</summary>
    public TalkerState StepDimension(int places)
    {
        var order = TalkerDimensionTable.ByUsefulness;
        int at = 0;
        while (order[at] != Dimension)
        {
            at++;
        }

        return this with { Dimension = order[(at + places + order.Count) % order.Count] };
    }
}
