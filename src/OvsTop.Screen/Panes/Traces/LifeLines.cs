using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>The life of the flow that a round installed, from put to delete, and the rules behind it now.</summary>
internal static class LifeLines
{
    private const int LeastHeight = 3;

    private static readonly string[] Kinds = ["put", "keep", "modified", "to be deleted", "DELETE"];

    /// <summary>The round under the cursor, else the last one; null when it put no flow.</summary>
    public static TraceRound? RoundOf(TracePacket packet, IReadOnlyList<TraceLine> lines, UiState state)
    {
        bool follows = state.Drilled && state.Traces.Aspect == TraceAspect.Tree && lines.Count > 0;
        int round = follows ? lines[Math.Clamp(state.Scroll, 0, lines.Count - 1)].Round : packet.Rounds.Count - 1;
        return round >= 0 && round < packet.Rounds.Count && packet.Rounds[round] is { Ufid: not null } found ? found : null;
    }

    /// <summary>Rows; one more when the daemon was asked about the flow.</summary>
    public static int Height(TraceRound round, TracesSnapshot traces) => LeastHeight + (Now(round, traces).Length > 0 ? 1 : 0);

    /// <summary>Draws the rule and what there is to say.</summary>
    public static void Draw(Frame frame, Rect rect, TracePacket packet, TraceRound round, Snapshot snapshot, Theme theme)
    {
        var traces = snapshot.Traces;
        var story = traces.Stories.Of(round);
        int x = Rule.Draw(frame, rect, 0, "Life of flow", theme);
        int index = packet.Rounds.TakeWhile(other => other.Number != round.Number).Count();
        x = frame.Write(x, rect.Y, theme[Role.Accent], $"{round.Ufid?.ToString()[..8]} (R{index})  ");
        if (story is { Generation: > 1 })
        {
            x = frame.Write(x, rect.Y, theme[Role.Warn], $"installed for the {story.Generation}. time  ");
        }

        if (Sharing(packet, round, traces) is { Length: > 0 } sharing)
        {
            frame.WriteFit(Math.Max(x, rect.Right - 2 - TextWidth.Of(sharing)), rect.Y, rect.Right - 1 - Math.Max(x, rect.Right - 2 - TextWidth.Of(sharing)), theme[Role.Dim], sharing);
        }

        rect = rect.Inset(3, 0);
        if (story is null)
        {
            frame.WriteFit(rect.X, rect.Y + 1, rect.Width, theme[Role.Dim], "nothing was heard of it since");
        }
        else
        {
            Runs(frame, rect with { Y = rect.Y + 1, Height = 1 }, story, theme);
            string counts = story.Packets is { } packets ? $"{packets} packets, {story.Bytes ?? 0} bytes · {story.Keeps} checks" : $"{story.Keeps} checks";
            frame.WriteFit(rect.X, rect.Y + 2, rect.Width, theme[Role.Dim], story.IsOver ? counts : counts + " · lives");
        }

        frame.WriteFit(rect.X, rect.Y + 3, rect.Width, theme[Role.Dim], Now(round, traces));
    }

    /// <summary>The put and what came after it; where not all fits, the latest of that.</summary>
    private static void Runs(Frame frame, Rect rect, FlowStory story, Theme theme)
    {
        const int Between = 3;
        ulong start = story.Runs[0].FirstNs;
        string[] texts = [.. story.Runs.Select(run => Text(run, start))];
        int skipped = 0, width = texts.Sum(text => TextWidth.Of(text) + Between);
        while (skipped < texts.Length - 2 && width > rect.Width)
        {
            width -= TextWidth.Of(texts[++skipped]) + Between - (skipped == 1 ? 1 + Between : 0);
        }

        int x = frame.Write(rect.X, rect.Y, theme[Role.Text], texts[0]);
        x = skipped + story.RunsMissing > 0 ? frame.Write(x, rect.Y, theme[Role.Dim], " · …") : x;
        for (int i = skipped + 1; i < texts.Length; i++)
        {
            bool ends = story.Runs[i].Kind is StoryKind.Condemned or StoryKind.Delete;
            x = frame.Write(x, rect.Y, theme[Role.Dim], " · ");
            frame.WriteFit(x, rect.Y, rect.Right - x, theme[ends ? Role.Warn : Role.Text], texts[i]);
            x += TextWidth.Of(texts[i]);
        }
    }

    private static string Text(StoryRun run, ulong startNs)
    {
        string time = run.FirstNs > startNs ? $"+{Numbers.DurationUs((run.LastNs - startNs) / 1e3)} " : "";
        string packets = run is { Kind: StoryKind.Keep, Packets: { } count } ? $" {count} pkt" : "";
        return $"{time}{Kinds[(int)run.Kind]}{(run.Count > 1 ? $" ×{run.Count}" : "")}{packets}{(run.Reason is { } reason ? " " + reason : "")}";
    }

    /// <summary>Other packets with the round's recirculation id: it stands for a state of the pipeline, not for a packet.</summary>
    private static string Sharing(TracePacket packet, TraceRound round, TracesSnapshot traces)
    {
        const int Named = 3;
        if (round.RecircId == 0)
        {
            return "";
        }

        var others = traces.Packets.Where(other => other.Number != packet.Number && other.Rounds.Any(r => r.RecircId == round.RecircId)).Select(other => $"#{other.Number}").ToList();
        return others.Count == 0 ? "" : $" recirc 0x{round.RecircId:x} is shared with {string.Join(' ', others.Take(Named))}{(others.Count > Named ? $" and {others.Count - Named} more" : "")} ";
    }

    private static string Now(TraceRound round, TracesSnapshot traces)
    {
        if (round.Ufid is not { } ufid || traces.FlowAnswers.GetValueOrDefault(ufid) is not { } answer)
        {
            return "";
        }

        return answer.Rules is { Count: > 0 } rules
            ? $"rules now: {string.Join("; ", rules.Select(rule => $"table {rule.Table}{(rule.Cookie == 0 ? "" : $" 0x{rule.Cookie:x}")} {rule.Text}"))}"
            : answer.RulesProblem.Length > 0 ? $"rules now: {answer.RulesProblem}"
            : answer.Flow is { } flow ? $"flow now: {flow}"
            : answer.FlowProblem;
    }
}
