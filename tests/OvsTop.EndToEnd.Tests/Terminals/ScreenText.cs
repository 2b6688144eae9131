using System.Text.RegularExpressions;

namespace OvsTop.EndToEnd.Tests.Terminals;

/// <summary>What a captured screen shows.</summary>
internal static partial class ScreenText
{
    /// <summary>Numbers of the views whose rules are on the screen, in order: several on the overview, else one.</summary>
    public static string Views(string screen) => string.Concat(Rule().Matches(screen).Select(match => match.Groups[1].Value));

    /// <summary>Rows of a screen, without trailing blanks.</summary>
    public static string[] Rows(string screen) => [.. screen.TrimEnd('\n').Split('\n').Select(row => row.TrimEnd())];

    [GeneratedRegex("─ ([1-8]) [A-Z]")]
    private static partial Regex Rule();
}
