namespace OvsTop.Screen.Panes.Traces;

/// <summary>Takes a flow key as dpctl prints it apart: <c>ipv4(src=10.0.0.1,dst=...)</c> is the fields <c>ipv4 src</c>, <c>ipv4 dst</c>.</summary>
internal static class KeyFields
{
    /// <summary>Names and values in the order of the key.</summary>
    public static IEnumerable<(string Name, string Value)> Of(string key)
    {
        foreach (string part in Parts(key))
        {
            int open = part.IndexOf('(', StringComparison.Ordinal);
            if (open < 0 || !part.EndsWith(')'))
            {
                yield return (part, "");
                continue;
            }

            string name = part[..open], inside = part[(open + 1)..^1];
            string[] values = [.. Parts(inside)];
            bool named = values.All(value => value.Split('(')[0].Contains('=', StringComparison.Ordinal));
            if (!named || values.Length < 2)
            {
                yield return (name, inside);
                continue;
            }

            foreach (string value in values)
            {
                int equals = value.IndexOf('=', StringComparison.Ordinal);
                yield return ($"{name} {value[..equals]}", value[(equals + 1)..]);
            }
        }
    }

    /// <summary>What commas outside of parentheses separate.</summary>
    public static IEnumerable<string> Parts(string text)
    {
        int depth = 0, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' or '{' => 1, ')' or '}' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
