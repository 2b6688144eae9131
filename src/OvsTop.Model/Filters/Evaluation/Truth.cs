namespace OvsTop.Model.Filters.Evaluation;

/// <summary>Three-valued logic: <c>and</c> is the smaller, <c>or</c> the greater of two.</summary>
public enum Truth : byte
{
    /// <summary>Does not match.</summary>
    False = 0,

    /// <summary>Not known yet: the filter asks for a result that is still open.</summary>
    Unknown = 1,

    /// <summary>Matches.</summary>
    True = 2,
}
