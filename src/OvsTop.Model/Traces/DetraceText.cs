using System.Globalization;

namespace OvsTop.Model.Traces;

/// <summary>
/// Reads the reply of <c>ofproto/detrace</c> (ofproto/ofproto-dpif-upcall.c): a line per rule, from 4.0 on below the name of its bridge. Where
/// there is nothing, it says so for every datapath, and it is no error.
/// </summary>
public static class DetraceText
{
    private const string NoCache = "Cache was not found", NoFlow = "UFID was not found";

    /// <summary>More rules than a translation can pass (MAX_RESUBMITS).</summary>
    private const int MostRules = 4096;

    /// <summary>Reads a reply.</summary>
    /// <returns>The rules; whether the flow is known and only has no cache yet; whether no datapath knows the flow.</returns>
    public static (IReadOnlyList<FlowRule> Rules, bool NotCached, bool NotFound) Parse(string reply)
    {
        var rules = new List<FlowRule>();
        bool notCached = false, notFound = false;
        string bridge = "";
        foreach (var range in reply.AsSpan().Split('\n'))
        {
            var line = reply.AsSpan(range).TrimEnd();
            if (line.IsEmpty || rules.Count == MostRules)
            {
                continue;
            }

            if (line.StartsWith(NoCache))
            {
                notCached = true;
            }
            else if (line.StartsWith(NoFlow))
            {
                notFound = true;
            }
            else if (Rule(line.TrimStart(), bridge) is { } rule)
            {
                rules.Add(rule);
            }
            else if (line[0] != ' ')
            {
                bridge = line.ToString();
            }
            else
            {
                rules.Add(new FlowRule(bridge, 0, 0, line.TrimStart().ToString(), null));
            }
        }

        return (rules, notCached && rules.Count == 0, notFound && !notCached && rules.Count == 0);
    }

    /// <summary>ofproto_rule_detail: <c>cookie=, table_id=, duration=, n_packets=, n_bytes=, ..., priority=,match,actions=</c>; a miss is <c>table_id=N, no match</c>.</summary>
    private static FlowRule? Rule(ReadOnlySpan<char> line, string bridge)
    {
        if (!line.StartsWith("cookie=") && !line.StartsWith("table_id=") && !line.StartsWith("duration="))
        {
            return null;
        }

        int priority = line.IndexOf("priority=");
        var head = priority < 0 ? line : line[..priority];
        byte.TryParse(Value(head, "table_id="), NumberStyles.None, null, out byte table);
        var cookieText = Value(head, "cookie=");
        ulong.TryParse(cookieText.StartsWith("0x") ? cookieText[2..] : cookieText, NumberStyles.AllowHexSpecifier, null, out ulong cookie);
        ulong? packets = ulong.TryParse(Value(head, "n_packets="), NumberStyles.None, null, out ulong count) ? count : null;
        int rest = line.IndexOf(", no match");
        return new FlowRule(bridge, table, cookie, (priority >= 0 ? line[priority..] : rest >= 0 ? "no match" : line).ToString(), packets);
    }

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> head, string name)
    {
        int at = head.IndexOf(name);
        if (at < 0)
        {
            return [];
        }

        var value = head[(at + name.Length)..];
        int end = value.IndexOf(',');
        return (end < 0 ? value : value[..end]).Trim();
    }
}
