using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Themes;

/// <summary>A style for every role.</summary>
public sealed class Theme
{
    private readonly Style[] _styles;

    internal Theme(string name, Style[] styles) => (Name, _styles) = (name, styles);

    /// <summary>As in <c>--theme</c>.</summary>
    public string Name { get; }

    /// <summary>The style of a role.</summary>
    public Style this[Role role] => _styles[(int)role];
}
