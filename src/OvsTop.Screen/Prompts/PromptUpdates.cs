using OvsTop.Screen.Input;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Prompts;

/// <summary>How keys change the state while the command line is open.</summary>
public static class PromptUpdates
{
    /// <summary>The state with the line open and empty.</summary>
    public static UiState Open(UiState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { Help = false, Prompt = new PromptLine(LineEdit.Empty) };
    }

    /// <summary>The state after a key, and the command that was entered with it. A mistake keeps the line open and says what is wrong.</summary>
    public static (UiState State, Command Command) Apply(UiState state, Key key)
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
            default:
                return (state with { Prompt = new PromptLine(LineKeys.Apply(line.Edit, key)) }, default);
        }
    }
}
