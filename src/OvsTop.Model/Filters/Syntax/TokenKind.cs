namespace OvsTop.Model.Filters.Syntax;

/// <summary>What a token is.</summary>
public enum TokenKind : byte
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A name, number, address or flags.</summary>
    Word,

    /// <summary>Text in double quotes, the quotes included.</summary>
    Quoted,

    /// <summary>A comparison operator.</summary>
    Operator,

    /// <summary><c>and</c>, <c>&amp;&amp;</c> or a comma.</summary>
    And,

    /// <summary><c>or</c>, <c>||</c>.</summary>
    Or,

    /// <summary><c>not</c>, <c>!</c>.</summary>
    Not,

    /// <summary><c>in</c>.</summary>
    In,

    /// <summary><c>(</c></summary>
    Open,

    /// <summary><c>)</c></summary>
    Close,

    /// <summary><c>{</c></summary>
    OpenSet,

    /// <summary><c>}</c></summary>
    CloseSet,

    /// <summary>A quote without its end.</summary>
    BadQuote,

    /// <summary>A character that starts nothing.</summary>
    Bad,
}
