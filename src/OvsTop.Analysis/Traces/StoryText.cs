using System.Globalization;

namespace OvsTop.Analysis.Traces;

/// <summary>What became of a flow, in one line.</summary>
public static class StoryText
{
    private static readonly (string Reason, string Words)[] Reasons =
    [
        ("AVOID_CACHING", "must not be cached"), ("BAD_ODP_FIT", "its key does not fit the datapath"), ("FLOW_IDLE", "idle"), ("FLOW_LIMIT", "flow limit hit"),
        ("FLOW_WILDCARDED", "rules no longer need this match"), ("NO_OFPROTO", "its bridge is gone"), ("PURGE", "all flows purged"),
        ("TOO_EXPENSIVE", "too expensive to revalidate"), ("UPDATE_FAIL", "update failed"), ("XLATION_ERROR", "translation failed"),
        ("FLOW_MISSING_DP", "somebody else removed it from the datapath"), ("unexplained", "reason unknown to this ovs-vswitchd"),
    ];

    /// <summary>Runs with the time since the put, then packets: <c>put · +0.5s keep x3 · +10.0s deleted: idle (FLOW_IDLE) · 9 packets</c>.</summary>
    public static string Line(FlowStory story)
    {
        ArgumentNullException.ThrowIfNull(story);
        ulong startNs = story.Runs.Count > 0 ? story.Runs[0].FirstNs : 0;
        var parts = new List<string>();
        foreach (var run in story.Runs)
        {
            parts.Add(run.Kind == StoryKind.Put && run.Count == 1 && parts.Count == 0 ? "put" : Part(run, startNs));
        }

        string generation = story.Generation > 1 ? $" · installed for the {Ordinal(story.Generation)} time" : "";
        string packets = story.Packets is { } count ? string.Create(CultureInfo.InvariantCulture, $" · {count} packet{(count == 1 ? "" : "s")}") : "";
        return string.Join(" · ", parts) + packets + generation;
    }

    /// <summary>A reason in plain words, with its name.</summary>
    public static string Words(string reason)
    {
        foreach (var (name, words) in Reasons)
        {
            if (name == reason)
            {
                return name == "unexplained" ? words : $"{words} ({name})";
            }
        }

        return reason;
    }

    private static string Part(StoryRun run, ulong startNs)
    {
        double seconds = run.FirstNs > startNs ? (run.FirstNs - startNs) / 1e9 : 0;
        string count = run.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" x{run.Count}") : "";
        string why = run.Kind == StoryKind.Delete && run.Reason is { } reason ? ": " + Words(reason) : "";
        return string.Create(CultureInfo.InvariantCulture, $"+{seconds:0.0}s {TraceWords.Of(run.Kind)}{count}{why}");
    }

    private static string Ordinal(int number) => (number % 100 is >= 11 and <= 13 ? 0 : number % 10) switch
    {
        1 => $"{number}st",
        2 => $"{number}nd",
        3 => $"{number}rd",
        _ => $"{number}th",
    };
}
