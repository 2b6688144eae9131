namespace OvsTop.Model.Traces;

/// <summary>A line of the pipeline part of a trace reply, sorted by what it looks like.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Depth">Indentation in steps of four.</param>
/// <param name="Text">Without indentation and marks.</param>
internal readonly record struct TraceLine(TraceNodeKind Kind, int Depth, string Text)
{
    // xlate_actions and xlate_ofpact_unroll_xlate, ofproto/ofproto-dpif-xlate.c.
    private static readonly string[] ThawStarts = ["Resuming from table ", "Restoring action set", "Restoring actions", "restored state: "];

    private static readonly (string Mark, string End, TraceNodeKind Kind)[] Marks =
    [
        (" >>>> ", " <<<<", TraceNodeKind.Error), (" >> ", "", TraceNodeKind.Warning), (" -> ", "", TraceNodeKind.Detail),
    ];

    /// <summary>Sorts a line; null when it fits nothing. Underlines and empty lines are not for this.</summary>
    public static TraceLine? TryParse(ReadOnlySpan<char> line)
    {
        int blanks = line.IndexOfAnyExcept(' ');
        if (blanks < 0)
        {
            return null;
        }

        int depth = blanks / 4;
        var text = line[(depth * 4)..];
        foreach (var (mark, end, kind) in Marks)
        {
            if (text.StartsWith(mark) && text.EndsWith(end))
            {
                return new TraceLine(kind, depth, text[mark.Length..^end.Length].ToString());
            }
        }

        // A table number takes two places; nothing else begins with a blank.
        if (TraceRule.TryParse(text.TrimStart(' ')) is not null)
        {
            return new TraceLine(TraceNodeKind.Table, depth, text.TrimStart(' ').ToString());
        }

        return blanks % 4 == 0 ? Plain(text, depth) : null;
    }

    private static TraceLine? Plain(ReadOnlySpan<char> text, int depth)
    {
        if (text.StartsWith("bridge(\"") && text.EndsWith("\")"))
        {
            return new TraceLine(TraceNodeKind.Bridge, depth, text.ToString());
        }

        if (text is "thaw")
        {
            return new TraceLine(TraceNodeKind.Thaw, depth, "thaw");
        }

        foreach (string start in ThawStarts)
        {
            if (text.StartsWith(start))
            {
                return new TraceLine(TraceNodeKind.Thaw, depth, text.ToString());
            }
        }

        if (text.StartsWith("bucket ") && text["bucket ".Length..].IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return new TraceLine(TraceNodeKind.Bucket, depth, text.ToString());
        }

        // Everything that is left and could have been printed by an action is one: actions stand at odd depths only.
        return depth % 2 == 1 ? new TraceLine(TraceNodeKind.Action, depth, text.ToString()) : null;
    }
}
