using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Tallies;

namespace OvsTop.Screen.Panes;

/// <summary>A line of the handlers' table: one thread, several, or all.</summary>
internal struct HandlerLine
{
    /// <summary>Name; null when <see cref="More"/> says it.</summary>
    public string? Name;

    /// <summary>Threads that share the line because there is no room for a line each.</summary>
    public int More;

    public uint Tid;
    public double Upcalls;
    public double Misses;
    public double Actions;
    public double Puts;
    public double Executes;
    public double Share;
    public double Batch;

    /// <summary>NaN when no probe tells.</summary>
    public double Lost;

    /// <summary>The commonest reason of what was lost; empty or null when nothing was.</summary>
    public string? Errno;

    public uint BatchMax;
    public ulong Total;
    public ulong AllPuts;
    public ulong AllExecutes;
    public ulong WithoutPut;
    public LatencySummary Translate;
    public Series? History;

    public static HandlerLine Of(HandlerRow row) => new()
    {
        Name = row.Name,
        Tid = row.Tid,
        Upcalls = row.UpcallsPerSecond,
        Misses = row.MissesPerSecond,
        Actions = row.ActionsPerSecond,
        Puts = row.PutsPerSecond,
        Executes = row.ExecutesPerSecond,
        Share = row.Share,
        Batch = row.BatchMean,
        Lost = row.LostPerSecond?.Total ?? double.NaN,
        Errno = row.LostPerSecond is { Classes: [var most, ..] } ? ErrorClasses.Name(most.Class) : "",
        BatchMax = row.BatchMax,
        Total = row.Upcalls,
        AllPuts = row.Puts,
        AllExecutes = row.Executes,
        WithoutPut = row.UpcallsWithoutPut,
        Translate = row.Translate,
        History = row.History,
    };

    /// <summary>Adds what adds up; batches and percentiles do not.</summary>
    public void Add(HandlerRow row)
    {
        More++;
        Upcalls += row.UpcallsPerSecond;
        Misses += row.MissesPerSecond;
        Actions += row.ActionsPerSecond;
        Puts += row.PutsPerSecond;
        Executes += row.ExecutesPerSecond;
        Share += row.Share;
        Lost += row.LostPerSecond?.Total ?? double.NaN;
        Total += row.Upcalls;
        AllPuts += row.Puts;
        AllExecutes += row.Executes;
        WithoutPut += row.UpcallsWithoutPut;
        BatchMax = Math.Max(BatchMax, row.BatchMax);
    }
}
