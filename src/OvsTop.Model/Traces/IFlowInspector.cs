namespace OvsTop.Model.Traces;

/// <summary>Asks the daemon about single flows, in the background and at a pace that it does not feel.</summary>
public interface IFlowInspector
{
    /// <summary>Rises with every new answer.</summary>
    long Version { get; }

    /// <summary>Wants flows asked for; those not named again are not asked for any more. Answers stay for a while.</summary>
    /// <param name="flows">The most wanted first.</param>
    void Want(IReadOnlyList<Ufid> flows);

    /// <summary>What is known of a flow; null before it was asked for.</summary>
    FlowAnswer? Find(Ufid flow);
}
