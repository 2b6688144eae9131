using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Tests.Input;

public sealed class KeyTableTests
{
    [Theory]
    [InlineData('1', CommandKind.ShowView, 1)]
    [InlineData('8', CommandKind.ShowView, 8)]
    [InlineData(' ', CommandKind.Pause, 0)]
    [InlineData('+', CommandKind.StepInterval, 1)]
    [InlineData('-', CommandKind.StepInterval, -1)]
    [InlineData('?', CommandKind.Help, 0)]
    [InlineData('q', CommandKind.Quit, 0)]
    [InlineData('Q', CommandKind.QuitKeepingScreen, 0)]
    [InlineData('s', CommandKind.SaveView, 0)]
    [InlineData('x', CommandKind.None, 0)]
    public void A_character_gives_its_command(char character, CommandKind kind, int argument) =>
        Assert.Equal(new Command(kind, argument), KeyTable.Default.Find(Key.Of(character)));

    [Theory]
    [InlineData(KeyCode.Tab, CommandKind.StepView, 1)]
    [InlineData(KeyCode.BackTab, CommandKind.StepView, -1)]
    [InlineData(KeyCode.Escape, CommandKind.Back, 0)]
    [InlineData(KeyCode.F1, CommandKind.Help, 0)]
    [InlineData(KeyCode.PageDown, CommandKind.MovePages, 1)]
    [InlineData(KeyCode.F12, CommandKind.None, 0)]
    public void A_key_gives_its_command(KeyCode code, CommandKind kind, int argument) =>
        Assert.Equal(new Command(kind, argument), KeyTable.Default.Find(new Key(code)));

    [Fact]
    public void Every_view_has_a_key() =>
        Assert.All(Views.All, v => Assert.Equal(new Command(CommandKind.ShowView, v.Key), KeyTable.Default.Find(Key.Of((char)('0' + v.Key)))));

    [Fact]
    public void An_action_can_have_other_keys_and_loses_its_own()
    {
        var keys = new KeyTable(KeyScope.Live, new Dictionary<string, string> { ["pause"] = "x Ctrl-X", ["quit"] = "F10" });
        Assert.Equal(new Command(CommandKind.Pause), keys.Find(Key.Of('x')));
        Assert.Equal(new Command(CommandKind.Pause), keys.Find(Key.Control('x')));
        Assert.Equal(default, keys.Find(Key.Of(' ')));
        Assert.Equal(new Command(CommandKind.Quit), keys.Find(new Key(KeyCode.F10)));
        Assert.Contains(keys.Lines, line => line is { Action.Name: "pause", Label: "x Ctrl-X" });
        Assert.Contains(keys.Hints, hint => hint is { Label: "x", Words: "pause" });
    }

    [Theory]
    [InlineData("Ctrl-R")]
    [InlineData("Alt-r")]
    [InlineData("F5")]
    public void What_acts_while_something_is_typed_can_have_any_key_that_types_nothing(string key) =>
        Assert.Null(KeyTable.Complaint(new Dictionary<string, string> { ["redraw"] = key }));

    [Fact]
    public void Two_actions_can_swap_their_keys()
    {
        var keys = new KeyTable(KeyScope.Live, new Dictionary<string, string> { ["quit"] = "Q", ["quit-keep"] = "q" });
        Assert.Equal(new Command(CommandKind.QuitKeepingScreen), keys.Find(Key.Of('q')));
    }

    [Theory]
    [InlineData("dance", "p", "there is no such action; actions are overview, upcalls")]
    [InlineData("pause", "Foo", "'Foo' is no key, allowed are characters or Space Tab")]
    [InlineData("pause", "", "'' is no key")]
    [InlineData("pause", "Shift-x", "'Shift-x' is no key")]
    [InlineData("pause", "q", "q is the key of quit: give quit another one in keys.quit, or take another one here")]
    [InlineData("redraw", "Ctrl-R x", "x types text, and redraw acts while something is typed: take a key with Ctrl- or Alt-")]
    [InlineData("interrupt", "Space", "Space types text")]
    [InlineData("suspend", "é", "é types text")]
    [InlineData("pause", "x Ctrl-I", "'Ctrl-I' cannot be told from Tab, a terminal sends the same for both: write Tab, or take another key")]
    [InlineData("pause", "Ctrl-m", "'Ctrl-m' cannot be told from Enter")]
    [InlineData("pause", "Ctrl-J", "'Ctrl-J' cannot be told from Enter")]
    [InlineData("pause", "Alt-Ctrl-H", "'Alt-Ctrl-H' cannot be told from Backspace")]
    [InlineData("redraw", "Ctrl-[", "'Ctrl-[' cannot be told from Esc")]
    [InlineData("next-view", "t", "t is the key of step-forth: give step-forth another one")]
    public void Keys_that_cannot_be_are_refused_with_what_is_allowed(string action, string keys, string complaint)
    {
        var remapped = new Dictionary<string, string> { [action] = keys };
        Assert.Equal(action, KeyTable.Complaint(remapped)!.Action);
        Assert.StartsWith(complaint, KeyTable.Complaint(remapped)!.What, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new KeyTable(KeyScope.Recording, remapped));
    }

    [Fact]
    public void Every_key_has_a_name_that_means_it()
    {
        foreach (var key in KeyTable.Default.Lines.Concat(KeyTable.Recording.Lines).SelectMany(line => line.Keys))
        {
            Assert.Equal([key], KeyNames.Parse(KeyNames.Of(key)));
        }

        Assert.Equal([new Key(KeyCode.Up, 0, KeyModifiers.Control), Key.Control('x'), new Key(KeyCode.Rune, 'é', KeyModifiers.Alt)], KeyNames.Parse("ctrl-up Ctrl-X Alt-é"));
    }

    [Fact]
    public void Every_action_is_described_and_none_is_named_twice()
    {
        Assert.All(KeyActions.All, action => Assert.Matches("^[a-z-]+$", action.Name));
        Assert.All(KeyActions.All, action => Assert.InRange(action.Help.Length, 3, 50));
        foreach (var keys in (KeyTable[])[KeyTable.Default, KeyTable.Recording])
        {
            Assert.Distinct(keys.Lines.Select(line => line.Action.Name));
        }
    }

    [Fact]
    public void Keys_lead_through_views_intervals_and_rows()
    {
        var state = new UiState();
        Apply(new(KeyCode.Tab));
        Assert.Equal(2, state.View);
        Apply(new(KeyCode.BackTab));
        Apply(new(KeyCode.BackTab));
        Assert.Equal(8, state.View);
        Apply(Key.Of('2'));
        Apply(Key.Of('-'));
        Assert.Equal(500, state.IntervalMs);
        Apply(Key.Of('j'));
        Apply(new(KeyCode.PageDown));
        Assert.Equal(6, state.Selected);
        Apply(Key.Of('G'));
        Assert.Equal(9, state.Selected);
        Apply(Key.Of('3'));
        Assert.Equal(0, state.Selected);
        Apply(Key.Of('2'));
        Apply(new(KeyCode.Up));
        Assert.Equal(8, state.Selected);
        Apply(Key.Of('?'));
        Assert.NotNull(state.Help);
        Apply(Key.Of('?'));
        Assert.Null(state.Help);
        Apply(Key.Of(' '));
        Assert.True(state.Paused);

        void Apply(Key key) => state = Updates.Apply(state, KeyTable.Default.Find(key), new PlainList(10, row => $"{row}"), page: 5);
    }

    [Fact]
    public void A_view_that_does_not_exist_is_named_and_nothing_else_changes()
    {
        var state = Updates.Apply(new UiState { View = 3 }, new Command(CommandKind.ShowView, 9), null, 1);
        Assert.Equal(3, state.View);
        Assert.StartsWith("there is no view 9; views are 1 overview, 2 upcalls", state.Message, StringComparison.Ordinal);
        Assert.Null(Updates.Apply(state, new Command(CommandKind.Pause), null, 1).Message);
    }

    [Theory]
    [InlineData(1000, 1, 2000)]
    [InlineData(1000, -1, 500)]
    [InlineData(100, -1, 100)]
    [InlineData(60_000, 1, 60_000)]
    [InlineData(1500, 1, 2000)]
    [InlineData(1500, -1, 1000)]
    [InlineData(90_000, 1, 90_000)]
    public void Intervals_step_up_and_down(int from, int direction, int to) => Assert.Equal(to, Intervals.Step(from, direction));
}
