using System.Globalization;
using System.Text.RegularExpressions;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Themes;

/// <summary>
/// Reads a theme of btop: lines <c>theme[key]="#RRGGBB"</c>, also <c>"#BW"</c> for a grey and <c>"r g b"</c>; empty is the terminal's colour.
/// Its colours get the roles that come closest; what it leaves out is as in another theme.
/// </summary>
public static partial class BtopTheme
{
    private static readonly (Role Role, string Key, Modifiers Modifiers)[] Foregrounds =
    [
        (Role.Text, "main_fg", Modifiers.None), (Role.Status, "main_fg", Modifiers.None), (Role.Total, "main_fg", Modifiers.Bold), (Role.Title, "title", Modifiers.Bold),
        (Role.Dim, "inactive_fg", Modifiers.None), (Role.Border, "div_line", Modifiers.None), (Role.Header, "graph_text", Modifiers.Underline),
        (Role.Accent, "proc_misc", Modifiers.Bold), (Role.Key, "hi_fg", Modifiers.None), (Role.Ok, "cpu_start", Modifiers.None), (Role.Warn, "cpu_mid", Modifiers.Bold),
        (Role.Crit, "cpu_end", Modifiers.Bold), (Role.Loss, "temp_end", Modifiers.Bold), (Role.Bar, "download_mid", Modifiers.None), (Role.Spark, "upload_mid", Modifiers.None),
        (Role.Area, "upload_start", Modifiers.None),
    ];

    private static readonly (Role Role, string Foreground, string Background)[] Pairs =
        [(Role.Selected, "selected_fg", "selected_bg"), (Role.Tab, "main_bg", "hi_fg"), (Role.Message, "main_bg", "cpu_mid")];

    // Xterm's own values; nearest among them is what a terminal of 16 colours shows.
    private static readonly int[] Ansi =
    [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ];

    /// <summary>Reads a theme.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="origin">Where the text comes from, for errors.</param>
    /// <param name="fallback">Gives what it leaves out.</param>
    /// <exception cref="ThemeException">Not such a theme, or a colour that is none.</exception>
    public static Theme Parse(string name, string text, string origin, Theme fallback)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fallback);
        var colors = Colors(text, origin);
        var ground = colors.GetValueOrDefault("main_bg");
        var styles = Enum.GetValues<Role>().Select(role => fallback[role] is { Background.IsDefault: true } plain ? new Style(plain.Foreground, ground, plain.Modifiers) : fallback[role]).ToArray();
        foreach (var (role, key, modifiers) in Foregrounds)
        {
            if (colors.TryGetValue(key, out var color))
            {
                styles[(int)role] = new Style(color, ground, modifiers);
            }
        }

        foreach (var (role, foreground, background) in Pairs)
        {
            if (colors.TryGetValue(background, out var back) && !back.IsDefault)
            {
                var front = colors.GetValueOrDefault(foreground);
                styles[(int)role] = new Style(front.IsDefault ? Color.Ansi(0).WithRgb(0, 0, 0) : front, back, Modifiers.Bold);
            }
        }

        return new Theme(name, styles);
    }

    private static Dictionary<string, Color> Colors(string text, string origin)
    {
        var colors = new Dictionary<string, Color>(StringComparer.Ordinal);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (Line().Match(lines[i]) is { Success: true } line)
            {
                string value = line.Groups["value"].Value;
                colors[line.Groups["key"].Value] = TryColor(value, out var color)
                    ? color
                    : throw new ThemeException($"{origin}:{i + 1}: {line.Groups["key"].Value} is '{value}', allowed is #RRGGBB, #BW, r g b, or nothing");
            }
        }

        return colors.Count > 0 ? colors : throw new ThemeException($"{origin}: no line theme[key]=\"#RRGGBB\": this is no theme of btop");
    }

    private static bool TryColor(string value, out Color color)
    {
        color = default;
        string hex = value.StartsWith('#') ? value[1..] : "";
        int rgb = 0;
        if (value.Length == 0)
        {
            return true;
        }

        if (hex.Length is 2 or 6 && int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out rgb))
        {
            rgb = hex.Length == 2 ? rgb * 0x010101 : rgb;
        }
        else if (value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: 3 } parts && Array.TrueForAll(parts, part => byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            rgb = byte.Parse(parts[0], CultureInfo.InvariantCulture) << 16 | byte.Parse(parts[1], CultureInfo.InvariantCulture) << 8 | byte.Parse(parts[2], CultureInfo.InvariantCulture);
        }
        else
        {
            return false;
        }

        int nearest = Enumerable.Range(0, Ansi.Length).MinBy(i => Distance(Ansi[i], rgb));
        color = Color.Ansi(nearest).WithRgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        return true;
    }

    private static int Distance(int a, int b)
    {
        int red = (a >> 16 & 255) - (b >> 16 & 255), green = (a >> 8 & 255) - (b >> 8 & 255), blue = (a & 255) - (b & 255);
        return red * red + green * green + blue * blue;
    }

    [GeneratedRegex("""^\s*theme\[(?<key>[a-z_]+)\]\s*=\s*"?(?<value>[^"\r]*?)"?\s*$""")]
    private static partial Regex Line();
}
