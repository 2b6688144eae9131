namespace OvsTop.Model.Filters.Editing;

/// <summary>What can stand at a place of a filter.</summary>
internal enum Expectation
{
    /// <summary>Nothing that could be proposed.</summary>
    Nothing,

    /// <summary>A field, a protocol, <c>not</c> or a parenthesis.</summary>
    Test,

    /// <summary>A comparison operator.</summary>
    Operator,

    /// <summary>A value.</summary>
    Value,

    /// <summary><c>and</c>, <c>or</c> or a closing parenthesis.</summary>
    Joint,

    /// <summary>A comma or the end of a set.</summary>
    SetJoint,
}
