using System.Globalization;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Themes;

/// <summary>
/// Styles as themes write them: <c>[colour] [on colour] [bold] [dim] [underline] [reverse]</c>, where a colour is <c>default</c>, one of
/// the 16 names, or a name with the exact colour for terminals that have it: <c>brightred/#ff5f5f</c>.
/// </summary>
public static class StyleParser
{
    /// <summary>The 16 names in ANSI order, after <c>default</c>.</summary>
    private static readonly string[] Colors =
    [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "brightblack", "brightred", "brightgreen", "brightyellow",
        "brightblue", "brightmagenta", "brightcyan", "brightwhite",
    ];

    private static readonly (string Name, Modifiers Modifier)[] ModifierNames =
        [("bold", Modifiers.Bold), ("dim", Modifiers.Dim), ("underline", Modifiers.Underline), ("reverse", Modifiers.Reverse)];

    /// <summary>Parses a style.</summary>
    /// <param name="text">The style.</param>
    /// <param name="style">The result.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Parse(string text, out Style style)
    {
        Color foreground = default, background = default;
        var modifiers = Modifiers.None;
        bool on = false;
        style = default;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int modifier = Array.FindIndex(ModifierNames, m => m.Name == word);
            if (modifier >= 0)
            {
                modifiers |= ModifierNames[modifier].Modifier;
            }
            else if (word == "on")
            {
                on = true;
            }
            else if (!TryColor(word, out var color))
            {
                return $"bad colour '{word}', use default, {string.Join(", ", Colors)}, or name/#rrggbb";
            }
            else if (on)
            {
                background = color;
            }
            else
            {
                foreground = color;
            }
        }

        style = new Style(foreground, background, modifiers);
        return null;
    }

    private static bool TryColor(string word, out Color color)
    {
        color = default;
        string[] parts = word.Split('/');
        int index = Array.IndexOf(Colors, parts[0]);
        if (parts.Length > 2 || (index < 0 && parts[0] != "default"))
        {
            return false;
        }

        color = index < 0 ? Color.Default : Color.Ansi(index);
        if (parts.Length == 1)
        {
            return true;
        }

        if (parts[1].Length != 7 || parts[1][0] != '#' || !int.TryParse(parts[1].AsSpan(1), NumberStyles.AllowHexSpecifier, null, out int rgb))
        {
            return false;
        }

        color = color.WithRgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        return true;
    }
}
