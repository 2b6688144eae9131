namespace OvsTop.Model.Facts;

/// <summary>One revalidator's share of the flows.</summary>
/// <param name="Id">Number in the thread's name: 5 is <c>revalidator5</c>.</param>
/// <param name="Keys">Flow keys (ukeys) it looks after.</param>
public readonly record struct RevalidatorKeys(uint Id, ulong Keys);
