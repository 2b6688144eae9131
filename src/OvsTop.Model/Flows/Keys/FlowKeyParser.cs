namespace OvsTop.Model.Flows;

/// <summary>
/// Reads flow keys as text: what dpctl prints with and without <c>-m</c>, what the logs print for an upcall, and what
/// <c>ofproto/trace</c> takes. The reverse of <see cref="FlowKeyFormatter"/>; like the daemon's own parser (odp_flow_from_string in
/// lib/odp-util.c), but it also takes everything the daemon prints.
/// </summary>
public static class FlowKeyParser
{
    /// <summary>Reads a key. The text may start with <c>ufid:…</c>.</summary>
    /// <param name="text">Attributes, separated by commas or blanks.</param>
    /// <param name="ports">Names for in_port; null if ports are numbers.</param>
    /// <param name="key">Receives the key attributes.</param>
    /// <param name="mask">Receives the mask attributes: exact where the text has no mask, 0 for fields it leaves out.</param>
    /// <param name="error">What is wrong, if it fails.</param>
    public static bool TryParse(ReadOnlySpan<char> text, PortNames? ports, NetlinkWriter key, NetlinkWriter mask, out TextError? error)
    {
        var cursor = new TextCursor(text, ports);
        bool good = TakeUfid(ref cursor, out _) && Attributes(ref cursor, key, mask) && (cursor.AtEnd || cursor.Fail("expected an attribute, name(…)"));
        error = cursor.Error;
        return good;
    }

    /// <summary>Reads <c>ufid:…</c> and what follows it, if it comes next.</summary>
    internal static bool TakeUfid(ref TextCursor cursor, out Ufid? ufid)
    {
        ufid = null;
        if (!cursor.Take("ufid:"))
        {
            return true;
        }

        var rest = cursor.Rest;
        if (rest.Length < 36 || !Ufid.TryParse(rest[..36], out var parsed))
        {
            return cursor.Fail("expected a ufid of 36 characters");
        }

        ufid = parsed;
        cursor.Position += 36;
        cursor.SkipDelimiters();
        return true;
    }

    /// <summary>Reads attributes until something comes that is none.</summary>
    internal static bool Attributes(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        while (true)
        {
            int start = cursor.Position;
            cursor.SkipDelimiters();
            var rest = cursor.Rest;
            int parenthesis = rest.IndexOfAny("(), :");
            if (parenthesis <= 0 || rest[parenthesis] != '(')
            {
                cursor.Position = start;
                return true;
            }

            if (!KeyAttributeParser.Parse(ref cursor, key, mask))
            {
                return false;
            }
        }
    }
}
