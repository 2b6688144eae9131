namespace OvsTop.Screen.Panes;

/// <summary>The rows of a list that are drawn. When not all fit, one line is kept free for what the others sum up to.</summary>
/// <param name="First">First row.</param>
/// <param name="End">First row after.</param>
internal readonly record struct Window(int First, int End)
{
    /// <summary>A window around the selected row; from the top when none (-1) is selected.</summary>
    public static Window Of(int count, int room, int selected)
    {
        if (count <= room)
        {
            return new Window(0, count);
        }

        int shown = Math.Max(0, room - 1);
        int first = Math.Clamp(selected - shown / 2, 0, count - shown);
        return new Window(first, first + shown);
    }
}
