namespace OvsTop.Screen.Input;

/// <summary>Keys held down; the values are those of xterm's modifier parameter less one.</summary>
[Flags]
public enum KeyModifiers
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Shift; not reported with text.</summary>
    Shift = 1,

    /// <summary>Alt.</summary>
    Alt = 2,

    /// <summary>Control.</summary>
    Control = 4,
}
