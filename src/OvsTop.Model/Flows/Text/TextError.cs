namespace OvsTop.Model.Flows;

/// <summary>Why a flow or action text was refused.</summary>
/// <param name="Offset">Character the fault is at.</param>
/// <param name="Message">What is wrong there.</param>
public sealed record TextError(int Offset, string Message)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"column {Offset + 1}: {Message}";
}
