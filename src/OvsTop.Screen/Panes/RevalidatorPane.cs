using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>View 4: rounds, reasons of deletes, threads; flows and dump duration over time beside or below them.</summary>
internal sealed class RevalidatorPane : IPane
{
    private const int WideFrom = 116;
    private const int LeftWidth = 78;
    private const int MaxChart = 20;

    /// <summary>How numbers of flows are written in charts.</summary>
    internal static readonly Func<double, Quantity> Flows = v => Numbers.Count((ulong)v);

    /// <summary>What the view wants measured.</summary>
    internal const Measurements Needs = Measurements.Rounds | Measurements.Deletes | Measurements.Verdicts | Measurements.Retranslations;

    private static readonly Func<double, Quantity> Milliseconds = ms => Numbers.DurationUs(ms * 1e3);

    public bool Drills => true;

    public ITableView? Table(Snapshot snapshot, UiState state) => RevalidatorTable.View(snapshot.Revalidator.Threads, state.Table);

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        Title(snapshot, theme, rect, frame);
        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        if (state.Zoomed)
        {
            RevalidatorTable.Draw(frame, body, snapshot.Revalidator.Threads, state.Selected, state.Table, theme);
        }
        else if (rect.Width < WideFrom)
        {
            Tables(snapshot, state, theme, body, frame);
        }
        else
        {
            Wide(snapshot, state, theme, body, frame);
        }

        if (state.Drilled)
        {
            RevalidatorTable.Details(frame, rect, snapshot.Revalidator.Threads, state.Table, state.Selected, theme);
        }
    }

    private static void Wide(Snapshot snapshot, UiState state, Theme theme, Rect body, Frame frame)
    {
        var left = body.Left(Math.Max(LeftWidth, body.Width / 2), out var charts);
        Tables(snapshot, state, theme, left, frame);
        charts = charts with { X = charts.X + 2, Width = charts.Width - 2 };
        HistoryChart.Draw(frame, Upper(charts.Row(0, 2)), "flows", snapshot.Revalidator.FlowsHistory, Flows, snapshot.IntervalSeconds, theme);
        HistoryChart.Draw(frame, Upper(charts.Row(1, 2)), "dump", snapshot.Revalidator.DumpHistory, Milliseconds, snapshot.IntervalSeconds, theme);
    }

    /// <summary>The rule with flows, their limit and the rate of deletes.</summary>
    internal static void Title(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        var revalidator = snapshot.Revalidator;
        int x = Rule.Draw(frame, rect, 4, "Revalidator", theme);
        if (revalidator.Flows is { } flows)
        {
            bool full = revalidator.FlowLimit is { } limit && flows > limit * 0.95;
            x = frame.Write(x, rect.Y, theme[full ? Role.Crit : Role.Accent], $"{Numbers.Count(flows)}");
            x = revalidator.FlowLimit is { } known
                ? frame.Write(x, rect.Y, theme[Role.Text], $" of {Numbers.Count(known)} flows  ")
                : frame.Write(x, rect.Y, theme[Role.Text], " flows  ");
        }

        if (revalidator.VerdictsLabel.Length > 0)
        {
            x = frame.Write(x, rect.Y, theme[Role.Warn], $"verdicts {revalidator.VerdictsLabel}  ");
        }

        if (revalidator.IsTold)
        {
            x = frame.Write(x, rect.Y, theme[Role.Dim], $"{FactsSnapshot.Source}  ");
        }

        Rule.Sparkline(frame, x, rect, revalidator.FlowsHistory.Values, theme);
    }

    private static void Tables(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        var revalidator = snapshot.Revalidator;
        RevalidatorSummary.Draw(revalidator, theme, rect.Top(RevalidatorSummary.Height, out rect), frame);
        if (Unseen.Why(snapshot, 4) is { } why)
        {
            frame.WriteFit(rect.X, rect.Y, rect.Width, theme[Role.Dim], why);
            Told(snapshot.Facts!, theme, rect with { Y = rect.Y + 1, Height = rect.Height - 1 }, frame);
            return;
        }

        rect = Unseen.Missing(snapshot, Needs, theme, rect, frame);
        rect.Top(rect.Height > 16 ? 1 : 0, out rect);
        int threads = Math.Min(RevalidatorTable.Height(revalidator.Threads), Math.Max(4, rect.Height / 2));
        int reasons = Math.Min(ReasonTable.Height(revalidator), rect.Height - threads - 1);
        ReasonTable.Draw(frame, rect.Top(reasons, out rect), revalidator, theme);
        rect.Top(1, out rect);
        RevalidatorTable.Draw(frame, rect.Top(threads, out rect), revalidator.Threads, state.Selected, state.Table, theme);
        rect.Top(1, out rect);
        if (revalidator.Dump is { } dump && rect.Height >= StageBlock.MinHeight)
        {
            StageBlock.Draw(
                frame, rect with { X = rect.X - 1, Width = rect.Width + 1, Height = Math.Min(rect.Height, 17) }, dump, snapshot.IntervalSeconds,
                selected: false, theme);
        }
    }

    /// <summary>Keys of each revalidator, and the counters that say what revalidators do.</summary>
    private static void Told(FactsSnapshot facts, Theme theme, Rect rect, Frame frame)
    {
        foreach (var table in facts.Latest.FlowTables?.Value ?? [])
        {
            string keys = string.Join("  ", table.Revalidators.Select(revalidator => $"revalidator{revalidator.Id} {Numbers.Count(revalidator.Keys)}"));
            frame.WriteFit(rect.X, rect.Y, rect.Width, theme[Role.Text], $"keys · unixctl  {keys}");
            rect.Top(Math.Min(1, rect.Height), out rect);
        }

        foreach (var counter in facts.Counters.Where(counter => counter.Name.StartsWith("upcall_", StringComparison.Ordinal) || counter.Name.StartsWith("dpif_flow_", StringComparison.Ordinal)))
        {
            if (rect.Height == 0)
            {
                return;
            }

            string perSecond = counter.PerSecond is { } rate ? $"  {Numbers.Rate(rate)}/s" : "";
            frame.WriteFit(rect.X, rect.Y, rect.Width, theme[Role.Dim], $"{counter.Name,-28}{Numbers.Exact(counter.Total),12}{perSecond}");
            rect.Top(1, out rect);
        }
    }

    private static Rect Upper(Rect rect) => rect with { Height = Math.Min(rect.Height - 1, MaxChart) };
}
