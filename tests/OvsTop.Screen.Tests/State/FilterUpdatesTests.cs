using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Editing;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests.State;

public sealed class FilterUpdatesTests
{
    private static readonly FilterContext Context = new()
    {
        Saved = new SavedFilters(new Dictionary<string, string> { ["web"] = "tcp,tp_dst=80", ["dns"] = "udp,tp_dst=53" }),
        Completion = CompletionSource.Empty with { Ports = [("vm1", "br-int"), ("vm2", "br-int"), ("vxlan0", "br-tun")] },
    };

    private static readonly Key Enter = new(KeyCode.Enter), Escape = new(KeyCode.Escape), Tab = new(KeyCode.Tab), BackTab = new(KeyCode.BackTab);
    private static readonly Key Up = new(KeyCode.Up), Down = new(KeyCode.Down);

    [Fact]
    public void Enter_puts_the_typed_filter_in_force_and_into_the_history()
    {
        var state = Type("tcp,tp_dst=80 ", Enter);
        Assert.Null(state.FilterLine);
        Assert.Equal(("tcp,tp_dst=80", "kernel"), (state.Filter!.Expression, state.Filter.Split));
        Assert.Equal(["tcp,tp_dst=80"], state.FilterHistory);
    }

    [Fact]
    public void Keys_that_are_commands_elsewhere_are_text_here()
    {
        var state = Filters.Type(new UiState(), Context, "q?/ 1Q+-sh".Select(Key.Of));
        Assert.Equal("q?/ 1Q+-sh", state.FilterLine!.Edit.Text);
    }

    [Fact]
    public void Escape_leaves_everything_as_it_was()
    {
        var before = new UiState { Filter = Filters.Applied("udp"), FilterHistory = ["udp"] };
        Assert.Equal(before, Filters.Type(before, Context, Text("x"), Key.Of('y'), Escape));
    }

    [Fact]
    public void The_line_opens_with_the_filter_in_force_and_an_empty_one_removes_it()
    {
        var state = new UiState { Filter = Filters.Applied("udp"), FilterHistory = ["udp"] };
        Assert.Equal(new LineEdit("udp", 3), Filters.Type(state, Context).FilterLine!.Edit);
        var cleared = Filters.Type(state, Context, Key.Control('u'), Enter);
        Assert.Null(cleared.Filter);
        Assert.Null(cleared.FilterLine);
        Assert.Equal(["udp"], cleared.FilterHistory);
    }

    [Fact]
    public void Enter_on_an_error_keeps_the_line_and_the_filter()
    {
        var state = Filters.Type(new UiState { Filter = Filters.Applied("udp") }, Context, Key.Control('u'), Text("tcp,nw_src=10.0.0.300"), Enter);
        Assert.Equal("udp", state.Filter!.Expression);
        Assert.Equal((11, 10), (state.FilterLine!.Result.Error!.Span.Start, state.FilterLine.Result.Error.Span.Length));
    }

    [Fact]
    public void Tab_steps_through_the_proposals_round_and_round()
    {
        Assert.Equal(["vm1", "vm2", "vxlan0"], Type("in_port=", Tab).FilterLine!.Menu!.Items.Select(item => item.Text));
        Assert.Equal("in_port=vm1", Typed("in_port=", Tab));
        Assert.Equal("in_port=vxlan0", Typed("in_port=", Tab, Tab, Down));
        Assert.Equal("in_port=vm1", Typed("in_port=", Tab, Tab, Tab, Tab));
        Assert.Equal("in_port=vxlan0", Typed("in_port=", BackTab));
        Assert.Equal("in_port=vm1", Typed("in_port=", Tab, Tab, BackTab));
    }

    [Fact]
    public void The_only_proposal_is_inserted_without_asking()
    {
        var line = Type("tcp,recirc", Tab).FilterLine!;
        Assert.Equal("tcp,recirc_id", line.Edit.Text);
        Assert.Null(line.Menu);
    }

    [Fact]
    public void Escape_closes_the_proposals_first_and_takes_the_proposal_back()
    {
        var line = Type("in_port=", Tab, Tab, Escape).FilterLine!;
        Assert.Equal("in_port=", line.Edit.Text);
        Assert.Null(line.Menu);
        Assert.Null(Type("in_port=", Tab, Escape, Escape).FilterLine);
    }

    [Fact]
    public void Enter_takes_the_proposal_and_a_second_one_applies()
    {
        var state = Type("in_port=", Tab, Enter);
        Assert.Equal(("in_port=vm1", null), (state.FilterLine!.Edit.Text, state.FilterLine.Menu));
        Assert.Equal("in_port=vm1", FilterUpdates.Apply(state, Enter, Context).Filter!.Text);
    }

    [Fact]
    public void Typing_on_takes_the_proposal() => Assert.Equal("in_port=vm1,", Typed("in_port=", Tab, Key.Of(',')));

    [Fact]
    public void Saved_filters_are_proposed_and_understood()
    {
        Assert.Equal("@web", Typed("@w", Tab));
        Assert.Equal("ip and @dns", Typed("ip and @", Tab));
        Assert.Equal("tcp,tp_dst=80 or icmp", Type("@web or icmp", Enter).Filter!.Expression);
        Assert.Contains("@dns @web", Type("@nobody").FilterLine!.Result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Up_and_down_walk_through_the_history_and_come_back_to_what_was_typed()
    {
        var state = new UiState { FilterHistory = ["tcp", "udp", "arp"] };
        string[] texts = [.. new[] { Up, Up, Up, Up, Down, Down, Down, Down }.Select((_, i) => i).Select(i => Filters
            .Type(state, Context, [Text("ic"), .. new[] { Up, Up, Up, Up, Down, Down, Down, Down }.Take(i + 1)]).FilterLine!.Edit.Text)];
        Assert.Equal(["arp", "udp", "tcp", "tcp", "udp", "arp", "ic", "ic"], texts);
    }

    [Fact]
    public void A_filter_used_again_stands_once_in_the_history() =>
        Assert.Equal(["udp", "tcp"], Filters.Type(new UiState { FilterHistory = ["tcp", "udp"] }, Context, Text("tcp"), Enter).FilterHistory);

    [Theory]
    [InlineData("", "everything; Enter removes the filter")]
    [InlineData("tcp", "the kernel tests all of it")]
    [InlineData("tcp,table=5", "tested here: table=5, table is known with the result")]
    [InlineData("tp_dst=80", "tp_dst needs")]
    public void The_hint_says_what_the_filter_means(string text, string hint) =>
        Assert.StartsWith(hint, Type(text).FilterLine!.Hint, StringComparison.Ordinal);

    private static Key Text(string text) => new(KeyCode.Paste, Text: text);

    private static UiState Type(string text, params Key[] keys) => Filters.Type(new UiState(), Context, [Text(text), .. keys]);

    private static string Typed(string text, params Key[] keys) => Type(text, keys).FilterLine!.Edit.Text;
}
