using System.Text.RegularExpressions;

namespace OvsTop.EndToEnd.Tests.Terminals;

/// <summary>What a captured screen shows.</summary>
internal static partial class ScreenText
{
    /// <summary>Numbers of the views whose rules are on the screen, in order: several on the overview, else one.</summary>
    public static string Views(string screen) => string.Concat(Rule().Matches(screen).Select(match => match.Groups[1].Value));

    /// <summary>Whether a view shows: the overview (1) by the two strips its columns begin with, whose heights then decide what comes next; another by its rule alone.</summary>
    public static bool Shows(string screen, string view) => view == "1" ? Views(screen).StartsWith("23", StringComparison.Ordinal) : Views(screen) == view;

    /// <summary>Rows of a screen, without trailing blanks.</summary>
    public static string[] Rows(string screen) => [.. screen.TrimEnd('\n').Split('\n').Select(row => row.TrimEnd())];

    [GeneratedRegex("─ ([1-8]) [A-Z]")]
    private static partial Regex Rule();
}
