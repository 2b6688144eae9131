using System.Globalization;

namespace OvsTop.Model.Traces;

/// <summary>The head line of a table lookup (xlate_report_table, ofproto/ofproto-dpif-xlate.c).</summary>
/// <param name="Table">Table number; null when the action set is executed.</param>
/// <param name="Match">What the rule matches; empty for a rule that matches everything, and for a miss.</param>
/// <param name="Priority">Its priority; null for a miss.</param>
/// <param name="Cookie">Its cookie; 0 is not printed.</param>
/// <param name="Miss">What is said instead of a rule; null when there is one.</param>
public sealed record TraceRule(byte? Table, string Match, int? Priority, ulong Cookie, string? Miss)
{
    private const string ActionSet = "--. ";

    /// <summary>Reads a head line, without leading blanks; null when it is none.</summary>
    public static TraceRule? TryParse(ReadOnlySpan<char> line)
    {
        if (line.StartsWith(ActionSet))
        {
            return new TraceRule(null, "", null, 0, line[ActionSet.Length..].TrimEnd(':').ToString());
        }

        int dot = line.IndexOf(". ");
        if (dot is < 1 or > 3 || !byte.TryParse(line[..dot], NumberStyles.None, null, out byte table))
        {
            return null;
        }

        var rest = line[(dot + 2)..];
        int at = rest.LastIndexOf("priority ");
        return at >= 0 && (at == 0 || rest[..at].EndsWith(", ")) && Tail(rest[(at + "priority ".Length)..]) is var (priority, cookie)
            ? new TraceRule(table, rest[..Math.Max(0, at - 2)].ToString(), priority, cookie, null)
            : new TraceRule(table, "", null, 0, rest.ToString());
    }

    private static (int Priority, ulong Cookie)? Tail(ReadOnlySpan<char> text)
    {
        const string CookieMark = ", cookie 0x";
        ulong cookie = 0;
        int mark = text.IndexOf(CookieMark);
        if (mark >= 0)
        {
            if (!ulong.TryParse(text[(mark + CookieMark.Length)..], NumberStyles.AllowHexSpecifier, null, out cookie))
            {
                return null;
            }

            text = text[..mark];
        }

        return int.TryParse(text, NumberStyles.None, null, out int priority) ? (priority, cookie) : null;
    }
}
