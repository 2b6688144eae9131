using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Single flows, the most often re-installed first. What all rows begin with is left out where a row would not fit.</summary>
internal static class FlowTable
{
    private static readonly Table<Line> Table = new(
        new("again", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Flow.Reinstalls))),
        new("deleted for", 14, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Flow.LastReason ?? "-")),
        new("age", 6, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Age(f, c, r, s, t)),
        new("keeps", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Flow.Keeps)), Rank: 1),
        new("flow", 20, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => Key(f, c, r, s), Grow: 1));

    /// <summary>Draws what the rows are of, the header and the flows that fit, scrolled to the selected one.</summary>
    public static void Draw(Frame frame, Rect rect, Snapshot snapshot, int selected, Theme theme)
    {
        var lives = snapshot.Flows.Lives;
        var rows = lives.Top;
        Heading(frame, rect.Top(1, out rect), lives, theme);
        var layout = Table.Fit(rect.Width);
        Table.Header(frame, rect.X, rect.Y, layout, theme);
        selected = Math.Min(selected, rows.Count - 1);
        var window = Window.Of(rows.Count, rect.Height - 1, selected);
        int common = Common(rows, window.First, window.End), y = rect.Y + 1;
        for (int i = window.First; i < window.End; i++, y++)
        {
            Table.Row(frame, rect.X, y, layout, theme, new Line(rows[i], snapshot.TimeNs, common), theme[Role.Text]);
            if (i == selected)
            {
                frame.Restyle(rect with { Y = y, Height = 1 }, theme[Role.Selected]);
            }
        }

        if (window.End - window.First < rows.Count)
        {
            frame.Write(rect.X, y, theme[Role.Dim], $"{rows.Count - window.End + window.First} more");
        }
    }

    private static void Heading(Frame frame, Rect rect, FlowLivesSnapshot lives, Theme theme)
    {
        var clip = frame.Clip;
        frame.Clip = clip.Intersect(rect);
        int x = frame.Write(rect.X, rect.Y, theme[Role.Dim], "flows by re-installs  ");
        if (lives.Known == 0)
        {
            frame.Write(x, rect.Y, theme[Role.Dim], "no detail of a flow came yet");
        }
        else if (lives.IsComplete)
        {
            frame.Write(x, rect.Y, theme[Role.Dim], $"{Numbers.Count((ulong)lives.Reinstalled)} of {Numbers.Count((ulong)lives.Known)} put again · every put told");
        }
        else
        {
            x = frame.Write(x, rect.Y, theme[Role.Dim], $"{Numbers.Count((ulong)lives.Reinstalled)} of {Numbers.Count((ulong)lives.Known)} known");
            x = frame.Write(x, rect.Y, theme[Role.Loss], $" · of {Numbers.Count(lives.PutsSeen)} of {Numbers.Count(lives.Puts)} puts");
            if (lives.Evicted > 0 && x + 18 <= rect.Right)
            {
                frame.Write(x, rect.Y, theme[Role.Loss], $" · {Numbers.Count(lives.Evicted)} forgotten");
            }
        }

        frame.Clip = clip;
    }

    private static void Age(Frame frame, Rect cell, in Line row, Style style, Theme theme)
    {
        var lives = row.Flow.Lives;
        var life = lives.Count > 0 ? lives[^1] : default;
        if (life.AgeNs is { } ageNs)
        {
            Cells.Write(frame, cell, style, Numbers.DurationUs(ageNs / 1e3));
        }
        else if (life is { PutNs: > 0, DeletedNs: 0 } && row.NowNs >= life.PutNs)
        {
            Cells.Write(frame, cell, theme[Role.Ok], Numbers.DurationUs((row.NowNs - life.PutNs) / 1e3));
        }
        else
        {
            Cells.Write(frame, cell, style, Numbers.None);
        }
    }

    private static void Key(Frame frame, Rect cell, in Line row, Style style)
    {
        string key = row.Flow.Key.Length > 0 ? row.Flow.Key : row.Flow.Id;
        if (row.Common == 0 || row.Common >= key.Length || key.Length <= cell.Width)
        {
            frame.WriteFit(cell.X, cell.Y, cell.Width, style, key);
            return;
        }

        int x = frame.Put(cell.X, cell.Y, '…', style);
        frame.WriteFit(x, cell.Y, cell.Right - x, style, key.AsSpan(row.Common));
    }

    /// <summary>Characters that all rows begin with, up to the end of a field.</summary>
    private static int Common(IReadOnlyList<FlowRow> rows, int first, int end)
    {
        if (end - first < 2)
        {
            return 0;
        }

        var common = rows[first].Key.AsSpan();
        for (int i = first + 1; i < end; i++)
        {
            // A flow whose key is not known has nothing in common with anybody.
            common = rows[i].Key.Length == 0 ? common : common[..common.CommonPrefixLength(rows[i].Key)];
        }

        return common.LastIndexOf("),") + 2 is var cut and > 1 ? cut : 0;
    }

    private readonly record struct Line(FlowRow Flow, ulong NowNs, int Common);
}
