namespace OvsTop.Model.Filters.Editing;

/// <summary>What a piece of a filter is, for colours.</summary>
public enum TokenClass : byte
{
    /// <summary>A field name.</summary>
    Field,

    /// <summary>A protocol word.</summary>
    Protocol,

    /// <summary>A comparison operator, <c>in</c> included.</summary>
    Operator,

    /// <summary><c>and or not</c>, commas and the <c>round:</c> prefix.</summary>
    Joint,

    /// <summary>A number or an address.</summary>
    Number,

    /// <summary>A name, flag or choice.</summary>
    Name,

    /// <summary>Quoted text.</summary>
    Text,

    /// <summary>A parenthesis or brace.</summary>
    Bracket,

    /// <summary>A pasted datapath flow.</summary>
    Flow,

    /// <summary>What cannot be read: an unknown word, or the place of the error.</summary>
    Error,
}
