namespace OvsTop.Vswitchd.Replies;

/// <summary>Reads the reply of <c>list-commands</c>: what this daemon can be asked, with the usage of each command.</summary>
public static class CommandList
{
    /// <summary>Usage (may be empty) by command. Hidden commands such as <c>revalidator/pause</c> are not listed.</summary>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<char> reply)
    {
        var commands = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in reply.Split('\n'))
        {
            // "  %-23s %s"; the heading is not indented.
            var line = reply[range];
            if (ReplyText.Indent(line) != 2) continue;
            line = line.Trim();
            if (line.IsEmpty) continue;
            int blank = line.IndexOf(' ');
            commands[(blank < 0 ? line : line[..blank]).ToString()] = blank < 0 ? "" : line[blank..].Trim().ToString();
        }

        return commands;
    }
}
