using OvsTop.Screen.Input;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.State;

/// <summary>How commands change order and columns of the table shown.</summary>
internal static class TableUpdates
{
    /// <summary>The state after a command that is about the table.</summary>
    public static UiState Apply(UiState state, Command command, ITableView table) => command.Kind switch
    {
        CommandKind.ShowColumns => ShowColumns(state, command.Text ?? "", table),
        CommandKind.StepSort or CommandKind.SortBy or CommandKind.Reverse when table.SortColumns.Count == 0 => state with { Message = "rows have a fixed order here" },
        CommandKind.StepSort => Sort(state, Step(table, command.Argument), table),
        CommandKind.SortBy => Sort(state, command.Text ?? "", table),
        CommandKind.Reverse => state.With(state.Table with { IsReversed = !state.Table.IsReversed }),
        _ => state,
    };

    private static UiState Sort(UiState state, string column, ITableView table) =>
        !table.SortColumns.Contains(column) ? state with { Message = $"rows cannot be sorted by '{column}'; columns are {string.Join(", ", table.SortColumns)}" }
        : state.With(state.Table with { Sort = column, IsReversed = column == table.Sorted && !state.Table.IsReversed });

    private static string Step(ITableView table, int places)
    {
        int at = 0;
        while (at < table.SortColumns.Count && table.SortColumns[at] != table.Sorted)
        {
            at++;
        }

        // Rows as they are measured count as the place before the first column.
        int count = table.SortColumns.Count;
        return table.SortColumns[((at == count ? places > 0 ? -1 : count : at) + places + count) % count];
    }

    private static UiState ShowColumns(UiState state, string names, ITableView table)
    {
        var wanted = ColumnNames.Read(names, table.Columns, out string? unknown);
        return unknown is not null ? state with { Message = $"there is no column '{unknown}'; columns are {string.Join(", ", table.Columns.Select(ColumnNames.Written))}" }
            : state.With(state.Table with { Columns = wanted });
    }
}
