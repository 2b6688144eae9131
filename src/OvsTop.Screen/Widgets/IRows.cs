namespace OvsTop.Screen.Widgets;

/// <summary>The rows of a table, as they are measured; a structure, so that drawing them allocates nothing.</summary>
/// <typeparam name="TRow">What a row shows.</typeparam>
public interface IRows<TRow>
{
    /// <summary>The list they come from: the same object, the same rows.</summary>
    object Source { get; }

    /// <summary>How many.</summary>
    int Count { get; }

    /// <summary>A row.</summary>
    TRow At(int index);

    /// <summary>What is in a row, the same as long as it is the same thing, wherever it moves.</summary>
    string Identity(int index);
}
