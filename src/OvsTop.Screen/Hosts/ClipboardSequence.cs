using System.Text;

namespace OvsTop.Screen.Hosts;

/// <summary>What gives a text to a terminal's clipboard: OSC 52 of xterm (Operating System Commands, ctlseqs).</summary>
internal static class ClipboardSequence
{
    /// <summary>Longer texts are refused or cut by many terminals.</summary>
    private const int MaxBytes = 74_994;

    /// <summary>Whether a terminal takes it: tmux, screen and xterm ask their settings, VTE does not know it, consoles would show it.</summary>
    /// <param name="environment">Value of a variable, or null.</param>
    public static Clipboard Detect(Func<string, string?> environment)
    {
        string term = environment("TERM") ?? "";
        if (term is "linux" or "dumb" or "cons25" || term.StartsWith("vt", StringComparison.Ordinal))
        {
            return Clipboard.None;
        }

        bool inside = !string.IsNullOrEmpty(environment("TMUX")) || term.StartsWith("screen", StringComparison.Ordinal) || term.StartsWith("tmux", StringComparison.Ordinal);
        bool known = term is "xterm-kitty" or "xterm-ghostty" or "alacritty" or "foot" or "wezterm" or "contour" || environment("TERM_PROGRAM") is "WezTerm" or "ghostty" or "iTerm.app";
        return known && !inside ? Clipboard.Takes : Clipboard.May;
    }

    /// <summary>The sequence; null for a text that is too long.</summary>
    public static byte[]? Of(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length > MaxBytes ? null : Encoding.ASCII.GetBytes($"\e]52;c;{Convert.ToBase64String(bytes)}\a");
    }
}
