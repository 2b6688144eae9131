namespace OvsTop.Model.Filters;

/// <summary>Operators as text and their opposites.</summary>
public static class CompareOps
{
    private static readonly string[] Texts = ["=", "!=", "<", "<=", ">", ">="];

    /// <summary>The operator as it is written.</summary>
    public static string Text(this CompareOp op) => Texts[(int)op];

    /// <summary>The operator that holds exactly when this one does not.</summary>
    public static CompareOp Negate(this CompareOp op) => op switch
    {
        CompareOp.Equal => CompareOp.NotEqual,
        CompareOp.NotEqual => CompareOp.Equal,
        CompareOp.Less => CompareOp.GreaterOrEqual,
        CompareOp.LessOrEqual => CompareOp.Greater,
        CompareOp.Greater => CompareOp.LessOrEqual,
        _ => CompareOp.Less,
    };

    /// <summary>Compares.</summary>
    public static bool Holds(this CompareOp op, ulong left, ulong right) => op switch
    {
        CompareOp.Equal => left == right,
        CompareOp.NotEqual => left != right,
        CompareOp.Less => left < right,
        CompareOp.LessOrEqual => left <= right,
        CompareOp.Greater => left > right,
        _ => left >= right,
    };

    /// <summary>Compares.</summary>
    public static bool Holds(this CompareOp op, UInt128 left, UInt128 right) => op switch
    {
        CompareOp.Equal => left == right,
        CompareOp.NotEqual => left != right,
        CompareOp.Less => left < right,
        CompareOp.LessOrEqual => left <= right,
        CompareOp.Greater => left > right,
        _ => left >= right,
    };

    /// <summary>The operator with this text; <c>==</c> is <c>=</c>.</summary>
    internal static CompareOp? Find(string text) =>
        text == "==" ? CompareOp.Equal : Array.IndexOf(Texts, text) is var i and >= 0 ? (CompareOp)i : null;
}
