namespace OvsTop.Model.Flows;

/// <summary>Attributes decoded to text.</summary>
/// <param name="Text">What dpctl prints for them; bytes that are no attributes are in it too.</param>
/// <param name="MalformedOffset">Offset of the first byte that could not be understood, or -1.</param>
public sealed record DecodedText(string Text, int MalformedOffset)
{
    /// <summary>True if every byte was understood.</summary>
    public bool IsWellFormed => MalformedOffset < 0;

    /// <summary>The text, with <c>malformed at offset N</c> behind it where it is.</summary>
    public override string ToString() => IsWellFormed ? Text : $"{Text} (malformed at offset {MalformedOffset})";
}
