using OvsTop.Model.Sources;
using OvsTop.Screen.Input;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Prompts;

public sealed class PromptTests
{
    private static readonly PromptContext Context = new(KeyTable.Recording) { Themes = ["dark", "light"] };
    private static readonly UiState Live = new();
    private static readonly UiState Recording = new() { Playback = new PlaybackState { Position = TimeSpan.FromSeconds(20), Length = TimeSpan.FromSeconds(72) } };

    [Theory]
    [InlineData("goto 1:05", CommandKind.GoTo, 65_000)]
    [InlineData("g -5s", CommandKind.GoTo, 15_000)]
    [InlineData("speed 0.5", CommandKind.SetSpeed, 500)]
    [InlineData("sp 10x", CommandKind.SetSpeed, 10_000)]
    [InlineData("loop on", CommandKind.Loop, 1)]
    [InlineData("loop off", CommandKind.Loop, 0)]
    [InlineData("view latency", CommandKind.ShowView, 3)]
    [InlineData("  quit ", CommandKind.Quit, 0)]
    [InlineData("pau", CommandKind.Pause, 0)]
    [InlineData("next-spike", CommandKind.Spike, 1)]
    [InlineData("loop", CommandKind.Loop, -1)]
    [InlineData("", CommandKind.None, 0)]
    public void A_line_is_a_command(string text, CommandKind kind, int argument)
    {
        var (state, command) = Enter(Recording, text);
        Assert.Equal(new Command(kind, argument), command);
        Assert.Null(state.Prompt);
    }

    [Theory]
    [InlineData("fly", "'fly' is no command: Tab shows all that are")]
    [InlineData("s", "'s' may be speed, ")]
    [InlineData("pause now", "pause takes nothing behind it")]
    [InlineData("goto", "'' is no place; give 1:30, 90s")]
    [InlineData("goto soon", "'soon' is no place; give 1:30, 90s")]
    [InlineData("goto 5m", "'5m' is outside the recording: 0:00 to 1:12")]
    [InlineData("speed 0", "speed is '0', allowed is a number from 0.1 to 100")]
    [InlineData("loop maybe", "loop is 'maybe', allowed is on or off")]
    [InlineData("view x", "there is no view 'x'; views are overview, upcalls")]
    public void A_mistake_keeps_the_line_open_and_says_what_is_allowed(string text, string complaint)
    {
        var (state, command) = Enter(Recording, text);
        Assert.Equal(default, command);
        Assert.StartsWith(complaint, state.Prompt!.Complaint, StringComparison.Ordinal);
        Assert.Equal(text, state.Prompt.Edit.Text);

        // The complaint is gone with the next key.
        Assert.Null(PromptUpdates.Apply(state, Key.Of('x'), Context).State.Prompt!.Complaint);
    }

    [Theory]
    [InlineData("record", null)]
    [InlineData("rec  /tmp/a file.ovscap ", "/tmp/a file.ovscap")]
    public void A_recording_of_a_live_switch_can_be_given_a_name(string text, string? path) =>
        Assert.Equal(new Command(CommandKind.Record, Text: path), Enter(Live, text).Command);

    [Fact]
    public void A_live_switch_has_no_commands_of_recordings()
    {
        var (state, _) = Enter(Live, "speed 5");
        Assert.Equal("'speed' is no command: Tab shows all that are", state.Prompt!.Complaint);
    }

    [Fact]
    public void A_stream_cannot_be_wound_and_says_what_to_do()
    {
        var (state, _) = Enter(new UiState { Playback = new PlaybackState { Position = default, CanSeek = false } }, "goto 5");
        Assert.Equal("a stream is read once and cannot be wound: write it to a file, then replay that", state.Prompt!.Complaint);
    }

    [Fact]
    public void Escape_and_backspace_on_nothing_close_the_line()
    {
        var open = PromptUpdates.Open(Recording, Context);
        Assert.Null(PromptUpdates.Apply(open, new Key(KeyCode.Escape), Context).State.Prompt);
        Assert.Null(PromptUpdates.Apply(open, new Key(KeyCode.Backspace), Context).State.Prompt);
        var typed = PromptUpdates.Apply(open, Key.Of('g'), Context).State;
        Assert.Equal("", PromptUpdates.Apply(typed, new Key(KeyCode.Backspace), Context).State.Prompt!.Edit.Text);
    }

    [Fact]
    public void Tab_cycles_through_what_begins_with_the_text_then_what_it_occurs_in()
    {
        var state = Type(Recording, "sp");
        Assert.Equal(["speed", "next-spike", "previous-spike"], state.Prompt!.Menu!.Items.Select(item => item.Text).Take(3));
        Assert.Equal(-1, state.Prompt.Menu.Selected);
        state = Press(state, KeyCode.Tab);
        Assert.Equal("speed", state.Prompt!.Edit.Text);
        state = Press(Press(state, KeyCode.Down), KeyCode.Down);
        Assert.Equal("previous-spike", state.Prompt!.Edit.Text);
        state = Press(state, KeyCode.Up);
        Assert.Equal("next-spike", state.Prompt!.Edit.Text);
        Assert.Equal(new Command(CommandKind.Spike, 1), PromptUpdates.Apply(state, new Key(KeyCode.Enter), Context).Command);
    }

    [Fact]
    public void Everything_a_key_does_can_be_found_by_what_it_does_and_says_its_key() =>
        Assert.Contains(Type(Recording, "paint").Prompt!.Menu!.Items, item => item is { Text: "redraw", Description: "paint everything anew  Ctrl-L" });

    [Fact]
    public void What_comes_behind_a_command_is_completed_too()
    {
        var state = Press(Type(Live, "theme l"), KeyCode.Tab);
        Assert.Equal("theme light", state.Prompt!.Edit.Text);
        Assert.Equal(new Command(CommandKind.SetTheme, 0, "light"), PromptUpdates.Apply(state, new Key(KeyCode.Enter), Context).Command);
        Assert.Equal("view latency", Press(Type(Live, "view la"), KeyCode.Tab).Prompt!.Edit.Text);
    }

    [Fact]
    public void A_filter_can_be_entered_as_a_command() =>
        Assert.Equal(new Command(CommandKind.SetFilter, 0, "tcp and not icmp"), Enter(Live, "filter tcp and not icmp").Command);

    private static UiState Type(UiState state, string text) => PromptUpdates.Apply(PromptUpdates.Open(state, Context), new Key(KeyCode.Paste, Text: text), Context).State;

    private static UiState Press(UiState state, KeyCode key) => PromptUpdates.Apply(state, new Key(key), Context).State;

    private static (UiState State, Command Command) Enter(UiState state, string text)
    {
        var typed = PromptUpdates.Apply(PromptUpdates.Open(state, Context), new Key(KeyCode.Paste, Text: text), Context).State;
        return PromptUpdates.Apply(typed, new Key(KeyCode.Enter), Context);
    }
}
