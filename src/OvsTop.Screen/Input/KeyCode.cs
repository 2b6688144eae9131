namespace OvsTop.Screen.Input;

/// <summary>Keys that are not text.</summary>
public enum KeyCode
{
    /// <summary>No key.</summary>
    None,

    /// <summary>Text: <see cref="Key.Rune"/>.</summary>
    Rune,

    /// <summary>Pasted text: <see cref="Key.Text"/>.</summary>
    Paste,

    /// <summary>The left button of the mouse: <see cref="Key.X"/>, <see cref="Key.Y"/>.</summary>
    Click,

    /// <summary>The wheel, up.</summary>
    WheelUp,

    /// <summary>The wheel, down.</summary>
    WheelDown,

    /// <summary>Enter.</summary>
    Enter,

    /// <summary>Tab.</summary>
    Tab,

    /// <summary>Shift-Tab.</summary>
    BackTab,

    /// <summary>Escape.</summary>
    Escape,

    /// <summary>Backspace.</summary>
    Backspace,

    /// <summary>Insert.</summary>
    Insert,

    /// <summary>Delete.</summary>
    Delete,

    /// <summary>Up.</summary>
    Up,

    /// <summary>Down.</summary>
    Down,

    /// <summary>Left.</summary>
    Left,

    /// <summary>Right.</summary>
    Right,

    /// <summary>Home.</summary>
    Home,

    /// <summary>End.</summary>
    End,

    /// <summary>Page up.</summary>
    PageUp,

    /// <summary>Page down.</summary>
    PageDown,

    /// <summary>F1; F2 .. F12 follow.</summary>
    F1,

    /// <summary>F2.</summary>
    F2,

    /// <summary>F3.</summary>
    F3,

    /// <summary>F4.</summary>
    F4,

    /// <summary>F5.</summary>
    F5,

    /// <summary>F6.</summary>
    F6,

    /// <summary>F7.</summary>
    F7,

    /// <summary>F8.</summary>
    F8,

    /// <summary>F9.</summary>
    F9,

    /// <summary>F10.</summary>
    F10,

    /// <summary>F11.</summary>
    F11,

    /// <summary>F12.</summary>
    F12,
}
