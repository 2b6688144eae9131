using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>Under a filter, the same stage of all packets on the rule above it.</summary>
internal static class AllPackets
{
    /// <summary>Writes it if the snapshot is filtered. Returns the column after it.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="x">First column.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="isNamed">Whether to write the name, too.</param>
    /// <param name="theme">Colours.</param>
    public static int Draw(Frame frame, int x, Rect rule, Snapshot snapshot, string stage, bool isNamed, Theme theme)
    {
        if (Find(snapshot.Unfiltered, stage) is not { } row)
        {
            return x;
        }

        var clip = frame.Clip;
        frame.Clip = clip.Intersect(rule with { Width = rule.Width - 1, Height = 1 });
        var style = theme[Role.Dim];
        x = frame.Write(x, rule.Y, style, isNamed ? $"all {row.Name} " : $" all ");
        x = frame.Write(x, rule.Y, style, $"p50 {Numbers.DurationUs(row.Minute, row.Minute.P50Us)} p99 {Numbers.DurationUs(row.Minute, row.Minute.P99Us)} ");
        frame.Clip = clip;
        return x;
    }

    private static StageRow? Find(Snapshot? snapshot, string stage)
    {
        for (int i = 0; i < snapshot?.Latency.Stages.Count; i++)
        {
            if (snapshot.Latency.Stages[i].Name == stage)
            {
                return snapshot.Latency.Stages[i];
            }
        }

        return null;
    }
}
