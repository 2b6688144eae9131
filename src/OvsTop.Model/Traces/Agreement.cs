namespace OvsTop.Model.Traces;

/// <summary>How the datapath actions of a replayed round compare with those that ovs-vswitchd really gave.</summary>
public enum Agreement
{
    /// <summary>There is nothing to compare with, or no replay.</summary>
    None = 0,

    /// <summary>
    /// The same, recirculation ids included. An id stands for bridge, table, registers and the rest of the pipeline state, so nothing that
    /// matters changed in between.
    /// </summary>
    Same,

    /// <summary>The same but for recirculation ids: the state was built anew, or a register differs.</summary>
    Ids,

    /// <summary>Different: rules, a group, or what was learned has changed, or the packet took the slow path.</summary>
    Different,
}
