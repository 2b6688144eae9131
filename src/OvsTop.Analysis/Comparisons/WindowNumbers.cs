using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using static OvsTop.Analysis.Comparisons.ComparedUnit;

namespace OvsTop.Analysis.Comparisons;

/// <summary>Every number that two windows are compared by.</summary>
internal static class WindowNumbers
{
    /// <summary>By kind, in the order of the views.</summary>
    public static IReadOnlyList<NumberSection> Sections { get; } =
    [
        new("upcalls /s by handler", "upcalls", Upcalls),
        new("lost upcalls, errors /s", "upcalls", Errors),
        new("latency", "latency", Latency),
        new("deleted /s by reason", "revalidator", Deletes),
        new("rounds", "revalidator", Rounds),
        .. TalkerDimensionTable.All.Select(info => new NumberSection($"upcalls /s by {info.Title}", "talkers", window => Talkers(window, info.Dimension), IsOfFilter: true)),
        new("flows /s", "flows", Flows),
        new("put again /s by flow", "flows", Reinstalls),
        new("main loop", "mainloop", MainLoop),
    ];

    private static IEnumerable<WindowValue> Upcalls(TimeWindow window)
    {
        var (from, to) = (window.From.Upcalls, window.To.Upcalls);
        var before = from.Handlers.ToDictionary(Identity, row => row.Upcalls);
        yield return new("total", PerSecond, window.Rate(from.Total.Upcalls, to.Total.Upcalls), IsFirst: true);
        foreach (var handlers in to.Handlers.GroupBy(row => row.Name))
        {
            yield return new(handlers.Key, PerSecond, handlers.Sum(row => window.Rate(before.GetValueOrDefault(Identity(row)), row.Upcalls)));
        }

        yield return new("other", PerSecond, window.Rate(from.Other.Upcalls, to.Other.Upcalls));
        yield return new("without put", PerSecond, window.Rate(from.Total.UpcallsWithoutPut, to.Total.UpcallsWithoutPut));

        static (uint Tid, string Name) Identity(HandlerRow row) => (row.Tid, row.Name);
    }

    private static IEnumerable<WindowValue> Errors(TimeWindow window)
    {
        var (from, to) = (window.From.Upcalls.Total, window.To.Upcalls.Total);
        return Split("lost", from.Lost, to.Lost).Concat(Split("put", from.PutErrors, to.PutErrors)).Concat(Split("execute", from.ExecuteErrors, to.ExecuteErrors));

        IEnumerable<WindowValue> Split(string what, ErrorSplit? before, ErrorSplit? now) => (now?.Classes ?? []).Select(part =>
            new WindowValue($"{what} {ErrorClasses.Name(part.Class)}", PerSecond, window.Rate((ulong)(before?.ByClass[(int)part.Class] ?? 0), (ulong)part.Value)));
    }

    private static IEnumerable<WindowValue> Latency(TimeWindow window)
    {
        var before = window.From.Latency.Stages.ToDictionary(stage => stage.Name);
        return window.To.Latency.Stages.SelectMany(stage => Times(stage.Name, before.GetValueOrDefault(stage.Name), stage));
    }

    private static IEnumerable<WindowValue> Times(string name, StageRow? before, StageRow? now)
    {
        if (now is null)
        {
            yield break;
        }

        var histogram = new Histogram();
        histogram.SetDifference(now, before);
        var summary = histogram.Summarize(0, (ulong)(now.Total.MaxUs * 1e3));
        yield return new($"{name} p50", Us, summary.IsEmpty ? null : summary.P50Us, IsFirst: true);
        yield return new($"{name} p99", Us, summary.IsEmpty ? null : summary.P99Us, IsFirst: true);
    }

    private static IEnumerable<WindowValue> Deletes(TimeWindow window)
    {
        var (from, to) = (window.From.Revalidator, window.To.Revalidator);
        var before = from.Reasons.ToDictionary(reason => reason.Name);
        yield return new("total", PerSecond, window.Rate(from.Deletes, to.Deletes), IsFirst: true);
        foreach (var reason in to.Reasons)
        {
            double rate = window.Rate(before.GetValueOrDefault(reason.Name)?.Total ?? 0, reason.Total);
            yield return new(reason.Name, PerSecond, reason.IsKnown ? rate : null);
        }
    }

    private static IEnumerable<WindowValue> Rounds(TimeWindow window)
    {
        var (from, to) = (window.From.Revalidator, window.To.Revalidator);
        yield return new("rounds /s", PerSecond, window.Rate(from.Rounds, to.Rounds), IsFirst: true);
        foreach (var time in Times("dump", from.Dump, to.Dump))
        {
            yield return time;
        }

        yield return new("flows at the end", Level, to.Flows);
        yield return new("flow limit at the end", Level, to.FlowLimit);
    }

    /// <summary>Only the loudest are listed: who is listed at the end alone had nothing before only where all were listed then.</summary>
    private static IEnumerable<WindowValue> Talkers(TimeWindow window, TalkerDimension dimension)
    {
        if (window.To.Talkers.Find(dimension) is not { } to || window.From.Talkers.Find(dimension) is not { } from || from.All.Total > to.All.Total)
        {
            yield break;
        }

        var before = from.Rows.ToDictionary(row => row.Key, row => row.Total);
        ulong? none = from.More == 0 ? 0 : null;
        foreach (var row in to.Rows)
        {
            ulong? then = before.TryGetValue(row.Key, out ulong total) ? total : none;
            yield return new(row.Name.Length > 0 ? row.Name : row.Text, PerSecond, then is { } known ? window.Rate(known, row.Total) : null);
        }
    }

    private static IEnumerable<WindowValue> Flows(TimeWindow window)
    {
        var (from, to) = (window.From.Flows, window.To.Flows);
        yield return new("put", PerSecond, window.Rate(from.Puts, to.Puts), IsFirst: true);
        yield return new("modified", PerSecond, window.Rate(from.Modifies, to.Modifies));
        yield return new("deleted", PerSecond, window.Rate(from.Deletes, to.Deletes), IsFirst: true);
        yield return new("put again (churn)", PerSecond, to.ChurnIsKnown ? window.Rate(from.Churn, to.Churn) : null, IsFirst: to.ChurnIsKnown);
    }

    private static IEnumerable<WindowValue> Reinstalls(TimeWindow window)
    {
        var before = window.From.Flows.Lives.Top.ToDictionary(flow => flow.Id, flow => flow.Reinstalls);
        ulong? none = before.Count < FlowLivesSnapshot.MaxTop ? 0 : null;
        foreach (var flow in window.To.Flows.Lives.Top)
        {
            ulong? then = before.TryGetValue(flow.Id, out ulong count) ? count : none;
            yield return new(flow.Key.Length > 0 ? flow.Key : flow.Id, PerSecond, then is { } known ? window.Rate(known, flow.Reinstalls) : null);
        }
    }

    private static IEnumerable<WindowValue> MainLoop(TimeWindow window)
    {
        var (from, to) = (window.From.MainLoop, window.To.MainLoop);
        yield return new("loops /s", PerSecond, window.Rate(from.Loops, to.Loops), IsFirst: true);
        foreach (var time in Times("run", from.Run, to.Run).Concat(Times("wait", from.Wait, to.Wait)))
        {
            yield return time;
        }
    }
}
