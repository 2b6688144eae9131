namespace OvsTop.Model.Traces;

/// <summary>Reads the reply of <c>ofproto/trace</c>.</summary>
public static class TraceText
{
    private const string FlowMark = "Flow: ", FinalMark = "Final flow: ", MegaflowMark = "Megaflow: ", ActionsMark = "Datapath actions: ";
    private const string FailureMark = "Translation failed (", SlowMark = "This flow is handled by the userspace slow path because it:";

    /// <summary>More lines than the deepest pipeline makes (MAX_RESUBMITS is 4096, ofproto/ofproto-dpif-xlate.c); the rest is not read.</summary>
    private const int MaxLines = 100_000;

    /// <summary>Guessed rounds that are read (a loop goes on).</summary>
    private const int MaxGuesses = 32;

    /// <summary>Where the guessed rounds begin (ofproto_trace_recirc_node).</summary>
    private static readonly string Separator = new('=', 79);

    /// <summary>
    /// Reads the rounds that ovs-vswitchd goes on to guess: with conntrack states, NAT addresses and hashes that it made up (ofproto_trace_recirc_node).
    /// </summary>
    public static IReadOnlyList<TraceReply> ParseGuesses(string reply)
    {
        var guesses = new List<TraceReply>();
        int at = reply.IndexOf(Separator, StringComparison.Ordinal);
        while (at >= 0 && guesses.Count < MaxGuesses)
        {
            int start = at + Separator.Length;
            at = reply.IndexOf(Separator, start, StringComparison.Ordinal);

            // Between two separators stands a headline, behind the second one the round.
            if (Parse(reply[start..(at < 0 ? reply.Length : at)]) is { } guess)
            {
                guesses.Add(guess);
            }
        }

        return guesses;
    }

    /// <summary>Reads all translations in a reply, each from its <c>Flow:</c> on; what is no whole one is left out.</summary>
    public static IEnumerable<TraceReply> ParseAll(string reply)
    {
        for (int at = Start(reply, 0); at >= 0;)
        {
            int next = Start(reply, at + FlowMark.Length);
            if (Parse(next < 0 ? reply[at..] : reply[at..next]) is { } one)
            {
                yield return one;
            }

            at = next;
        }
    }

    /// <summary>Reads the first round of a reply; null when it is none, as an error is.</summary>
    public static TraceReply? Parse(string reply)
    {
        string? flow = null, final = null, megaflow = null, actions = null, failure = null;
        var tree = new TraceTree();
        var slow = new List<string>();
        var unknown = new List<string>();
        bool guesses = false;
        int lines = 0, read = 0;
        foreach (var range in reply.AsSpan().Split('\n'))
        {
            var line = reply.AsSpan(range).TrimEnd('\r');
            read = range.End.GetOffset(reply.Length);
            if (line.SequenceEqual(Separator) || ++lines > MaxLines)
            {
                guesses = true;
                break;
            }

            if (flow is null)
            {
                flow = After(line, FlowMark);
            }
            else if (actions is not null)
            {
                ReadEnd(line, slow, unknown, ref failure);
            }
            else if (After(line, FinalMark) is { } finalFlow)
            {
                final = finalFlow;
            }
            else if (After(line, MegaflowMark) is { } mega)
            {
                megaflow = mega;
            }
            else if (After(line, ActionsMark) is { } datapath)
            {
                actions = datapath;
            }
            else if (line.IndexOfAnyExcept(' ', '-') >= 0)
            {
                if (TraceLine.TryParse(line) is { } node)
                {
                    tree.Add(node);
                }
                else
                {
                    unknown.Add(line.ToString());
                }
            }
        }

        return flow is null || actions is null ? null : new TraceReply
        {
            Flow = flow,
            Nodes = tree.ToNodes(),
            FinalFlow = final ?? "unchanged",
            Megaflow = megaflow ?? "",
            DatapathActions = actions,
            SlowPath = slow,
            Failure = failure,
            HasGuesses = guesses,
            Unknown = unknown,
            Length = read,
        };
    }

    /// <summary>explain_slow_path, or the error of the translation.</summary>
    private static void ReadEnd(ReadOnlySpan<char> line, List<string> slow, List<string> unknown, ref string? failure)
    {
        if (line.IsWhiteSpace() || line.SequenceEqual(SlowMark))
        {
            return;
        }

        if (line.StartsWith(FailureMark))
        {
            var rest = line[FailureMark.Length..];
            int end = rest.LastIndexOf(')');
            failure = rest[..(end < 0 ? rest.Length : end)].ToString();
        }
        else if (line.StartsWith("  - "))
        {
            slow.Add(line[4..].TrimEnd('.').ToString());
        }
        else
        {
            unknown.Add(line.ToString());
        }
    }

    private static int Start(string reply, int from)
    {
        if (from == 0 && reply.StartsWith(FlowMark, StringComparison.Ordinal))
        {
            return 0;
        }

        int at = reply.IndexOf("\n" + FlowMark, from, StringComparison.Ordinal);
        return at < 0 ? -1 : at + 1;
    }

    private static string? After(ReadOnlySpan<char> line, string mark) => line.StartsWith(mark) ? line[mark.Length..].ToString() : null;
}
