namespace OvsTop.Screen.Input;

/// <summary>Where an action is there.</summary>
public enum KeyScope
{
    /// <summary>Everywhere.</summary>
    Always,

    /// <summary>Over a live switch.</summary>
    Live,

    /// <summary>Over a recording.</summary>
    Recording,
}
