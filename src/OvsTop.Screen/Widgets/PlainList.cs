namespace OvsTop.Screen.Widgets;

/// <summary>Things that stand in a fixed order and can be selected.</summary>
/// <param name="count">How many.</param>
/// <param name="identity">What is in a row, the same as long as it is the same thing; null where rows are only places.</param>
public sealed class PlainList(int count, Func<int, string?> identity) : ITableView
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> SortColumns => [];

    /// <inheritdoc/>
    public string? Sorted => null;

    /// <inheritdoc/>
    public string? IdentityAt(int row) => row >= 0 && row < count ? identity(row) : null;

    /// <inheritdoc/>
    public int Find(string wanted)
    {
        for (int i = 0; i < count; i++)
        {
            if (identity(i) == wanted)
            {
                return i;
            }
        }

        return -1;
    }
}
