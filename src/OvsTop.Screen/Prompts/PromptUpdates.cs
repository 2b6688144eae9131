using OvsTop.Screen.Input;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Prompts;

/// <summary>How keys change the state while the command line is open.</summary>
public static class PromptUpdates
{
    /// <summary>The state with the line open.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="context">What is known.</param>
    /// <param name="text">What stands in the line already.</param>
    public static UiState Open(UiState state, PromptContext context, string text = "")
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { Help = null, Prompt = Typed(LineEdit.Of(text), state, context) };
    }

    /// <summary>The state after a key, and the command that was entered with it. A mistake keeps the line open and says what is wrong.</summary>
    public static (UiState State, Command Command) Apply(UiState state, Key key, PromptContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Prompt is not { } line)
        {
            return (state, default);
        }

        switch (key.Code)
        {
            case KeyCode.Escape:
            case KeyCode.Backspace when line.Edit.Text.Length == 0:
                return (state with { Prompt = null }, default);
            case KeyCode.Enter:
                var (command, complaint) = LineCommands.Parse(line.Edit.Text, state);
                return (state with { Prompt = complaint is null ? null : line with { Complaint = complaint } }, complaint is null ? command : default);
            case KeyCode.Tab or KeyCode.Down:
                return (state with { Prompt = Step(line, 1) }, default);
            case KeyCode.BackTab or KeyCode.Up:
                return (state with { Prompt = Step(line, -1) }, default);
            default:
                return (state with { Prompt = Typed(LineKeys.Apply(line.Edit, key), state, context) }, default);
        }
    }

    private static PromptLine Typed(LineEdit edit, UiState state, PromptContext context) => new(edit, Menu: Palette.Propose(edit, state, context));

    private static PromptLine Step(PromptLine line, int places) => line.Menu?.Step(places) is { } menu ? new PromptLine(menu.Line, Menu: menu) : line;
}
