using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>Order, columns, zoom and drilling, the same in every table.</summary>
public sealed class TableNavigationTests
{
    private static readonly Snapshot Storm = Samples.Storm();

    [Theory]
    [InlineData(2, "/s", "tid")]
    [InlineData(4, null, "thread")]
    [InlineData(5, "/s", "bridge")]
    [InlineData(6, null, "again")]
    public void Every_table_sorts_by_its_columns_and_marks_the_one(int view, string? before, string column)
    {
        var state = new UiState { View = view };
        Assert.Equal(before, Table(state).Sorted);
        state = Apply(state, new(CommandKind.SortBy, 0, column));
        Assert.Null(state.Message);
        Assert.Equal(column, Table(state).Sorted);
        Assert.Matches($"{column}[▲▼]|[▲▼]{column}", Text(state));
        string[] rows = Identities(state);
        state = Apply(state, new(CommandKind.Reverse));
        Assert.NotEqual(rows, Identities(state));
        Assert.Equal(rows.Order(), Identities(state).Order());
        state = Apply(state, new(CommandKind.SortBy, 0, column));
        Assert.Equal(rows, Identities(state));
    }

    [Fact]
    public void Numbers_begin_with_the_largest_and_texts_with_the_first()
    {
        var byName = Apply(new UiState { View = 2 }, new(CommandKind.SortBy, 0, "handler"));
        Assert.Equal(Storm.Upcalls.Handlers.Select(handler => handler.Name).Order(StringComparer.Ordinal), Identities(byName));
        Assert.Contains("handler▲", Text(byName), StringComparison.Ordinal);
        var byTotal = Apply(new UiState { View = 2 }, new(CommandKind.SortBy, 0, "total"));
        Assert.Equal(Storm.Upcalls.Handlers.OrderByDescending(handler => handler.Upcalls).First().Name, Identities(byTotal)[0]);
    }

    [Fact]
    public void Sorting_goes_round_all_columns_and_the_one_sorted_by_is_always_shown()
    {
        var state = new UiState { View = 2 };
        var names = Table(state).SortColumns;
        for (int i = 0; i < names.Count; i++)
        {
            state = Apply(state, new(CommandKind.StepSort, 1));
            Assert.Matches("[▲▼]", Text(state, 80, 24));
        }

        Assert.Equal("/s", Table(state).Sorted);
        Assert.Equal("tid", Table(Apply(state, new(CommandKind.StepSort, -1))).Sorted);
    }

    [Fact]
    public void Rows_that_are_equal_keep_their_order_also_when_it_is_reversed()
    {
        var same = Storm with { Upcalls = Storm.Upcalls with { Handlers = [.. Storm.Upcalls.Handlers.Select(handler => handler with { UpcallsPerSecond = 1 })] } };
        var state = new UiState { View = 2 }.With(new("/s", IsReversed: true));
        var table = Views.Find(2)!.Pane.Table(same, state)!;
        Assert.Equal(same.Upcalls.Handlers.Select(handler => handler.Name), Enumerable.Range(0, table.Count).Select(table.IdentityAt));
    }

    [Fact]
    public void The_selection_follows_its_row_through_another_order()
    {
        var state = Apply(new UiState { View = 2 }, new(CommandKind.MoveRows, 3));
        state = Selection.Hold(state, Table(state));
        string? held = state.SelectedId;
        state = Apply(state, new(CommandKind.SortBy, 0, "tid"));
        state = Selection.Follow(state, Table(state));
        Assert.NotEqual(3, state.Selected);
        Assert.Equal(held, Table(state).IdentityAt(state.Selected));
    }

    [Fact]
    public void Columns_can_be_chosen_and_unknown_ones_are_told()
    {
        var state = Apply(new UiState { View = 2 }, new(CommandKind.ShowColumns, 0, "/s all_puts p99"));
        Assert.Matches(@"handler +▼/s +p99 +all puts\s", Text(state));
        Assert.DoesNotContain("batch ", Text(state).Split('\n')[3], StringComparison.Ordinal);
        Assert.Equal(new UiState { View = 2 }.Table.Columns.IsDefaultOrEmpty, Apply(state, new(CommandKind.ShowColumns, 0, "")).Table.Columns.IsDefaultOrEmpty);
        Assert.StartsWith("there is no column 'x'; columns are handler, tid, /s", Apply(state, new(CommandKind.ShowColumns, 0, "x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Where_there_is_no_table_to_sort_it_is_said(int view) => Assert.NotNull(Apply(new UiState { View = view }, new(CommandKind.Reverse)).Message);

    [Fact]
    public void What_the_width_leaves_out_of_a_row_is_shown_by_drilling()
    {
        string text = Text(Apply(new UiState { View = 2 }, new(CommandKind.Drill)), 80, 24);
        Assert.Contains("╭─ Handler ─", text, StringComparison.Ordinal);
        Assert.Matches(@"all puts +\d", text);
        Assert.Contains("╭─ Revalidator thread ─", Text(Apply(new UiState { View = 4 }, new(CommandKind.Drill)), 80, 24), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "batches by size")]
    [InlineData(4, "deleted for")]
    [InlineData(6, "put again after")]
    public void A_zoomed_view_shows_its_table_alone(int view, string left)
    {
        Assert.Contains(left, Text(new UiState { View = view }), StringComparison.Ordinal);
        var zoomed = Apply(new UiState { View = view }, new(CommandKind.Zoom));
        Assert.DoesNotContain(left, Text(zoomed), StringComparison.Ordinal);
        Assert.Contains("alone, Esc back", Text(zoomed), StringComparison.Ordinal);
        Assert.False(Apply(zoomed, new(CommandKind.Back)).Zoomed);
    }

    [Fact]
    public void The_overview_zooms_the_selected_strip()
    {
        var state = Apply(Apply(new UiState(), new(CommandKind.MoveRows, 2)), new(CommandKind.Zoom));
        Assert.Contains("─ 4 Revalidator", Text(state), StringComparison.Ordinal);
        Assert.DoesNotContain("─ 2 Upcalls", Text(state), StringComparison.Ordinal);
    }

    [Fact]
    public void The_overview_shows_the_strips_it_is_told_in_their_order()
    {
        var state = new UiState { Overview = OverviewStrips.Parse("mainloop, upcalls")! };
        string text = Text(state, 80, 24);
        Assert.True(text.IndexOf("8 Main loop", StringComparison.Ordinal) < text.IndexOf("2 Upcalls", StringComparison.Ordinal));
        Assert.DoesNotContain("─ 3 Latency", text, StringComparison.Ordinal);
        Assert.Equal(Measurements.MainLoop | Measurements.Rates | Measurements.Losses, Needs.Of(state));
    }

    [Theory]
    [InlineData("")]
    [InlineData("upcalls upcalls")]
    [InlineData("upcalls nothing")]
    public void Strips_that_are_not_there_are_refused(string text) => Assert.Null(OverviewStrips.Parse(text));

    [Fact]
    public void A_narrow_overview_begins_so_late_that_the_selected_strip_is_there() =>
        Assert.Contains("─ 8 Main loop", Text(Apply(new UiState(), new(CommandKind.MoveToEnd, 1)), 80, 24), StringComparison.Ordinal);

    [Fact]
    public void Esc_leaves_what_is_open_then_the_zoom_then_the_view_that_was_drilled_into()
    {
        var state = new UiState { View = 2, Trail = [1], Zoomed = true, Drilled = true };
        state = Apply(state, new(CommandKind.Back));
        Assert.False(state.Drilled);
        state = Apply(state, new(CommandKind.Back));
        Assert.False(state.Zoomed);
        state = Apply(state, new(CommandKind.Back));
        Assert.Equal(1, state.View);
        Assert.Equal(1, Apply(state, new(CommandKind.Back)).View);
    }

    private static OvsTop.Screen.Widgets.ITableView Table(UiState state) => Views.Find(state.View)!.Pane.Table(Storm, state)!;

    private static string[] Identities(UiState state) => Table(state) is var table ? [.. Enumerable.Range(0, table.Count).Select(row => table.IdentityAt(row)!)] : [];

    private static UiState Apply(UiState state, Command command) => Updates.Apply(state, command, Views.Find(state.View)!.Pane.Table(Storm, state), 10);

    private static string Text(UiState state, int width = 160, int height = 50) => FrameText.Of(Shot.Draw(Storm, state, width, height));
}
