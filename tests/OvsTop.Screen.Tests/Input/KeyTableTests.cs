using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;

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
    public void A_key_cannot_be_bound_twice()
    {
        var binding = new KeyBinding("x", "x", null, 0, (Key.Of('x'), new Command(CommandKind.Help)));
        Assert.Throws<ArgumentException>(() => new KeyTable([binding, binding]));
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
        Assert.True(state.Help);
        Apply(new(KeyCode.Escape));
        Assert.False(state.Help);
        Apply(Key.Of(' '));
        Assert.True(state.Paused);

        void Apply(Key key) => state = Updates.Apply(state, KeyTable.Default.Find(key), rows: 10, page: 5);
    }

    [Fact]
    public void A_view_that_does_not_exist_is_named_and_nothing_else_changes()
    {
        var state = Updates.Apply(new UiState { View = 3 }, new Command(CommandKind.ShowView, 9), 0, 1);
        Assert.Equal(3, state.View);
        Assert.StartsWith("there is no view 9; views are 1 overview, 2 upcalls", state.Message, StringComparison.Ordinal);
        Assert.Null(Updates.Apply(state, new Command(CommandKind.Pause), 0, 1).Message);
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
