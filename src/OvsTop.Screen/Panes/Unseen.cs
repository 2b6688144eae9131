using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>Why a view has nothing from probes, in one sentence: a table by view and world.</summary>
internal static class Unseen
{
    private const string NoProbes = "no USDT probes in this ovs-vswitchd";
    private const string Userspace = "userspace datapath: packets are translated where they are forwarded, no handler sees them";

    private static readonly Dictionary<int, (string NoProbes, string Userspace)> Sentences = new()
    {
        [2] = ($"{NoProbes}: which handler serves which upcall is not known", Userspace),
        [3] = ($"{NoProbes}: upcalls cannot be timed", Userspace),
        [4] = ($"{NoProbes}: why flows are deleted is not known", $"{NoProbes}: why flows are deleted is not known"),
        [5] = ($"{NoProbes}: who causes upcalls is not known", Userspace),
        [6] = ($"{NoProbes}: flows are not seen one by one", $"{NoProbes}: flows are not seen one by one"),
        [8] = ($"{NoProbes}: the main loop cannot be timed", $"{NoProbes}: the main loop cannot be timed"),
    };

    private static readonly Dictionary<Measurements, string> Words = new()
    {
        [Measurements.Rounds] = "rounds",
        [Measurements.Verdicts] = "verdicts and reasons",
        [Measurements.Retranslations] = "re-translations",
        [Measurements.FlowLives] = "lives and churn",
    };

    /// <summary>
    /// Draws what nothing on this switch tells, each with the reason, in a line: a build of an older release, probes that were refused.
    /// </summary>
    /// <param name="snapshot">Says what gives what.</param>
    /// <param name="needs">What is asked for.</param>
    /// <param name="theme">Colours.</param>
    /// <param name="rect">Where.</param>
    /// <param name="frame">Receives the lines.</param>
    /// <returns>What is left of the place.</returns>
    public static Rect Missing(Snapshot snapshot, Measurements needs, Theme theme, Rect rect, Frame frame)
    {
        for (int i = 0; i < snapshot.Source.Attachment?.Sources.Count && rect.Height > 0; i++)
        {
            var source = snapshot.Source.Attachment.Sources[i];
            if (!source.IsGiven && needs.HasFlag(source.Measurement) && Words.TryGetValue(source.Measurement, out string? words))
            {
                frame.WriteFit(rect.X, rect.Y, rect.Width, theme[Role.Dim], $"no {words}: {source.Why}");
                rect.Top(1, out rect);
            }
        }

        return rect;
    }

    /// <summary>The sentence for a view; null when probes tell, or may yet tell, or nobody asks the daemon.</summary>
    public static string? Why(Snapshot snapshot, int view)
    {
        if (snapshot is not { Facts: { } facts, Source.Attached: { } attached } || !Sentences.TryGetValue(view, out var sentence))
        {
            return null;
        }

        bool noProbes = attached.Count == 0 && snapshot.Counts.Count == 0;
        return facts.IsUserspace && (noProbes || view is 2 or 3 or 5) ? sentence.Userspace : noProbes ? sentence.NoProbes : null;
    }
}
