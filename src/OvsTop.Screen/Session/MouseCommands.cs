using OvsTop.Screen.Input;

namespace OvsTop.Screen.Session;

/// <summary>What the mouse asks for: what was drawn under the pointer, or rows up and down.</summary>
internal static class MouseCommands
{
    private const int WheelRows = 3;

    /// <summary>The command; none while something is typed. A click on the row that is selected already drills.</summary>
    public static Command Of(ScreenSession session, Key key)
    {
        var state = session.State;
        if (state.FilterLine is not null || state.Prompt is not null || state.Help is not null)
        {
            return default;
        }

        if (key.Code != KeyCode.Click)
        {
            return new Command(CommandKind.MoveRows, key.Code == KeyCode.WheelUp ? -WheelRows : WheelRows);
        }

        var target = session.Frame.TargetAt(key.X, key.Y);
        bool isSelected = target.Kind == CommandKind.SelectRow && target.Argument == state.Selected && state.SelectedId is not null;
        return isSelected ? new Command(CommandKind.Drill) : target;
    }
}
