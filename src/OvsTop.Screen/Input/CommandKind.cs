namespace OvsTop.Screen.Input;

/// <summary>What a key can ask for.</summary>
public enum CommandKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Show the view whose key is <see cref="Command.Argument"/>.</summary>
    ShowView,

    /// <summary>Show the next (1) or previous (-1) view.</summary>
    StepView,

    /// <summary>Freeze the screen, or go on; a recording itself stands still, or plays on.</summary>
    Pause,

    /// <summary>Move a recording by so many intervals, or a live screen by so many kept snapshots, and stay there.</summary>
    StepTime,

    /// <summary>Move by so many ms.</summary>
    Jump,

    /// <summary>Go to a place of a recording, in ms since its beginning; of a live screen, since the oldest snapshot kept, <see cref="int.MaxValue"/> for now.</summary>
    GoTo,

    /// <summary>Play faster (1), slower (-1), or as it was recorded (0).</summary>
    StepSpeed,

    /// <summary>Play at this many thousandths of the recorded speed.</summary>
    SetSpeed,

    /// <summary>Go to the next (1) or previous (-1) spike of upcalls.</summary>
    Spike,

    /// <summary>Begin again at the end of a recording, or stay there; 1 and 0 say which, -1 the other one.</summary>
    Loop,

    /// <summary>Mark the time shown, or take the mark that is there away.</summary>
    Mark,

    /// <summary>Compare before and after the last mark; or, with the numbers of two marks as text, what came after each. Again: close that.</summary>
    CompareWindows,

    /// <summary>Open the command line.</summary>
    Prompt,

    /// <summary>Longer (1) or shorter (-1) interval.</summary>
    StepInterval,

    /// <summary>Move the selection by so many rows.</summary>
    MoveRows,

    /// <summary>Move the selection by so many pages.</summary>
    MovePages,

    /// <summary>Select the first (-1) or last (1) row.</summary>
    MoveToEnd,

    /// <summary>Show by another dimension, so many places further.</summary>
    StepDimension,

    /// <summary>Sort by another column, so many places further.</summary>
    StepSort,

    /// <summary>Sort by the column <see cref="Command.Text"/>; by the one that rows are sorted by already, the other way round.</summary>
    SortBy,

    /// <summary>Sort the other way round.</summary>
    Reverse,

    /// <summary>Show the columns <see cref="Command.Text"/> only; all that fit when it is empty.</summary>
    ShowColumns,

    /// <summary>Select the row <see cref="Command.Argument"/> of the screen.</summary>
    SelectRow,

    /// <summary>Show what is selected alone, as large as it gets, or all again.</summary>
    Zoom,

    /// <summary>Show more of the selected row.</summary>
    Drill,

    /// <summary>Filter to what is selected.</summary>
    FilterTo,

    /// <summary>Show another side of the selected packet; see <see cref="State.TraceAspect"/>.</summary>
    ShowAspect,

    /// <summary>One line for all packets that took the same path, or a line each.</summary>
    GroupPaths,

    /// <summary>Copy a text of the selected row; see <see cref="State.CopyWhat"/>.</summary>
    Copy,

    /// <summary>Write the selected packet to new files.</summary>
    SaveTrace,

    /// <summary>Open the filter line.</summary>
    Filter,

    /// <summary>Write the view to a file.</summary>
    SaveView,

    /// <summary>Write an incident bundle, to <see cref="Command.Text"/> if that is given.</summary>
    Bundle,

    /// <summary>Start a recording, or end the one that goes on.</summary>
    Record,

    /// <summary>Put the filter <see cref="Command.Text"/> in force.</summary>
    SetFilter,

    /// <summary>Draw with the theme <see cref="Command.Text"/>.</summary>
    SetTheme,

    /// <summary>Show or hide the help.</summary>
    Help,

    /// <summary>Close what is open; never quits.</summary>
    Back,

    /// <summary>Paint everything anew.</summary>
    Redraw,

    /// <summary>Stop the process until the shell continues it.</summary>
    Suspend,

    /// <summary>Quit.</summary>
    Quit,

    /// <summary>Quit and leave the last frame on the normal screen.</summary>
    QuitKeepingScreen,

    /// <summary>Quit with the exit code of an interrupted program.</summary>
    Interrupt,
}
