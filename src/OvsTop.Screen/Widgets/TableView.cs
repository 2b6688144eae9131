namespace OvsTop.Screen.Widgets;

/// <summary>Rows in the order of a table.</summary>
internal sealed class TableView<TRow, TRows>(Table<TRow> table, TRows rows, TableState state) : ITableView
    where TRows : struct, IRows<TRow>
{
    public int Count => rows.Count;

    public IReadOnlyList<string> Columns => table.ColumnNames;

    public IReadOnlyList<string> SortColumns => table.SortColumns;

    public string? Sorted => table.Sorted(state);

    public string? IdentityAt(int row) => row >= 0 && row < rows.Count ? rows.Identity(table.Order(rows, state)[row]) : null;

    public int Find(string wanted)
    {
        var order = table.Order(rows, state);
        for (int row = 0; row < order.Length; row++)
        {
            if (rows.Identity(order[row]) == wanted)
            {
                return row;
            }
        }

        return -1;
    }
}
