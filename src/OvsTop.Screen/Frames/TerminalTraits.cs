namespace OvsTop.Screen.Frames;

/// <summary>What a terminal can show.</summary>
/// <param name="Depth">Colours.</param>
/// <param name="Ascii">True when only ASCII can be trusted to arrive.</param>
public readonly record struct TerminalTraits(ColorDepth Depth, bool Ascii)
{
    /// <summary>
    /// Read from the environment: NO_COLOR (no-color.org), COLORTERM, TERM, and the locale (LC_ALL, LC_CTYPE, LANG, the first that is set).
    /// </summary>
    /// <param name="environment">Value of a variable, or null.</param>
    public static TerminalTraits Detect(Func<string, string?> environment)
    {
        string term = environment("TERM") ?? "";
        string trueColor = environment("COLORTERM") ?? "";
        var depth = !string.IsNullOrEmpty(environment("NO_COLOR")) || term.StartsWith("vt", StringComparison.Ordinal) ? ColorDepth.Mono
            : trueColor is "truecolor" or "24bit" || term.EndsWith("-direct", StringComparison.Ordinal) ? ColorDepth.TrueColor
            : term.Contains("256color", StringComparison.Ordinal) ? ColorDepth.Ansi256
            : ColorDepth.Ansi16;
        string locale = FirstSet(environment("LC_ALL"), environment("LC_CTYPE"), environment("LANG"));
        bool utf8 = locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
        return new TerminalTraits(depth, !utf8);
    }

    /// <summary>For a file: all that can be shown, but no colours where NO_COLOR is set.</summary>
    /// <param name="environment">Value of a variable, or null.</param>
    public static TerminalTraits OfFile(Func<string, string?> environment) => new(string.IsNullOrEmpty(environment("NO_COLOR")) ? ColorDepth.TrueColor : ColorDepth.Mono, false);

    /// <summary>The same with what the user says instead.</summary>
    /// <param name="color"><c>none</c>, <c>16</c>, <c>256</c>, <c>true</c>; anything else keeps what was detected.</param>
    /// <param name="ascii"><c>yes</c>, <c>no</c>; anything else keeps what was detected.</param>
    public TerminalTraits With(string color, string ascii) => new(
        color switch
        {
            "none" => ColorDepth.Mono,
            "16" => ColorDepth.Ansi16,
            "256" => ColorDepth.Ansi256,
            "true" => ColorDepth.TrueColor,
            _ => Depth,
        },
        ascii switch { "yes" => true, "no" => false, _ => Ascii });

    private static string FirstSet(params ReadOnlySpan<string?> values)
    {
        foreach (string? value in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                return value;
            }
        }

        return "";
    }
}
