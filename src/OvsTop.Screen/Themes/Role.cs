namespace OvsTop.Screen.Themes;

/// <summary>What a colour means. A theme gives each role a style.</summary>
public enum Role
{
    /// <summary>Names and numbers.</summary>
    Text,

    /// <summary>What matters less.</summary>
    Dim,

    /// <summary>Titles of panes.</summary>
    Title,

    /// <summary>Rules between panes.</summary>
    Border,

    /// <summary>What the eye should find first.</summary>
    Accent,

    /// <summary>Running, within bounds.</summary>
    Ok,

    /// <summary>Worth a look.</summary>
    Warn,

    /// <summary>Out of bounds.</summary>
    Crit,

    /// <summary>Something was lost.</summary>
    Loss,

    /// <summary>Horizontal bars.</summary>
    Bar,

    /// <summary>Sparklines and charts.</summary>
    Spark,

    /// <summary>Charts below their line.</summary>
    Area,

    /// <summary>Column headers.</summary>
    Header,

    /// <summary>Sums.</summary>
    Total,

    /// <summary>The selected row.</summary>
    Selected,

    /// <summary>A key one can press.</summary>
    Key,

    /// <summary>The view that is shown, in the bar of views.</summary>
    Tab,

    /// <summary>The two lines at the top.</summary>
    Status,

    /// <summary>Messages on the last line.</summary>
    Message,
}
