using OvsTop.Model.Sources;
using OvsTop.Screen.Input;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Prompts;

public sealed class PromptTests
{
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
    [InlineData("", CommandKind.None, 0)]
    public void A_line_is_a_command(string text, CommandKind kind, int argument)
    {
        var (state, command) = Enter(Recording, text);
        Assert.Equal(new Command(kind, argument), command);
        Assert.Null(state.Prompt);
    }

    [Theory]
    [InlineData("fly", "'fly' is no command; commands are goto, speed, loop, view, help, quit")]
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
        Assert.Null(PromptUpdates.Apply(state, Key.Of('x')).State.Prompt!.Complaint);
    }

    [Fact]
    public void A_live_switch_has_no_commands_of_recordings()
    {
        var (state, _) = Enter(Live, "goto 5");
        Assert.Equal("'goto' is no command; commands are view, help, quit", state.Prompt!.Complaint);
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
        var open = PromptUpdates.Open(Recording);
        Assert.Null(PromptUpdates.Apply(open, new Key(KeyCode.Escape)).State.Prompt);
        Assert.Null(PromptUpdates.Apply(open, new Key(KeyCode.Backspace)).State.Prompt);
        var typed = PromptUpdates.Apply(open, Key.Of('g')).State;
        Assert.Equal("", PromptUpdates.Apply(typed, new Key(KeyCode.Backspace)).State.Prompt!.Edit.Text);
    }

    private static (UiState State, Command Command) Enter(UiState state, string text)
    {
        var typed = PromptUpdates.Apply(PromptUpdates.Open(state), new Key(KeyCode.Paste, Text: text)).State;
        return PromptUpdates.Apply(typed, new Key(KeyCode.Enter));
    }
}
