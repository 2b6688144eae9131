namespace OvsTop.Model.Flows;

/// <summary>A key attribute's text.</summary>
/// <param name="Name">Name in front of the parenthesis.</param>
/// <param name="Fields">Its <c>name=value</c> fields in the order printed; empty for attributes with a form of their own.</param>
internal sealed record KeyInfo(string Name, params FieldInfo[] Fields);
