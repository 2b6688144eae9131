using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>Snapshots made by hand: a storm by eviction with one drowning handler, and a switch where nothing happened yet.</summary>
internal static class Samples
{
    public static Snapshot Storm(int handlers = 16, int stages = 2) => Storm(handlers, stages, 0);

    /// <summary>The storm so many ticks later: every number and every history has moved.</summary>
    public static Snapshot StormLater(int ticks) => Storm(16, 2, ticks);

    private static Snapshot Storm(int handlers, int stages, int ticks) => new()
    {
        Number = 75 + ticks,
        TimeNs = 80_000_000_000 + (ulong)ticks * 1_000_000_000,
        StartNs = 5_000_000_000,
        IntervalSeconds = 1,
        Source = new SourceInfo
        {
            Kind = "live",
            Title = "system@ovs-system · OVS 4.0.90 pid 4119 · 16 handlers · 5 revalidators",
            Epoch = new DateTimeOffset(2026, 11, 21, 14, 1, 34, TimeSpan.FromHours(1)),
            ProbesAttached = 13,
            ProbesKnown = 23,
            Notices = ["daemon restarted at 13:55:02, everything attached again"],
        },
        Losses = new DetailLosses(88_310, 1_204, 0),
        Counts = [.. ProbeTable.Usdt.Select((probe, i) => new ProbeCount(probe, 910_000_000ul >> i, 12_400 / (i + 1.0)))],
        Upcalls = Upcalls(handlers, ticks),
        Latency = new LatencySnapshot
        {
            Stages = [.. Enumerable.Range(0, stages).Select(i => StageOf(i, ticks))],
            Missing = [("queue", "needs the tracepoint openvswitch:ovs_dp_upcall, which this kernel does not offer")],
        },
        Revalidator = Revalidator(ticks),
        Flows = FlowSamples.Storm(ticks, Wave),
        Talkers = new TalkersSnapshot { Lists = [Ports(ticks), Flows(ticks)] },
        Traces = TraceSamples.Ct2,
        MainLoop = new MainLoopSnapshot
        {
            Run = StageOf(2, ticks),
            Wait = StageOf(3, ticks),
            LoopsPerSecond = 2.1,
            Loops = 157,
            Busy = 0.12,
            History = Wave(1, 3, 0.4, ticks),
        },
    };

    /// <summary>The storm under a filter that every thirtieth upcall passes.</summary>
    public static Snapshot Filtered(AppliedFilter filter, bool exact = true)
    {
        var all = Storm();
        var matching = all.Upcalls.Handlers.Skip(5).Take(2).Select((row, i) => Handler(row.Name, row.Tid, 0.033 * (i == 0 ? 0.04 : 0.96), i, 0) with { Share = i == 0 ? 0.04 : 0.96 });
        return all with
        {
            Upcalls = all.Upcalls with { Handlers = [.. matching], Total = Handler("total", 0, 0.033, 6, 0) with { Share = 1 }, Other = new HandlerRow { Name = "other" } },
            Latency = all.Latency with { Stages = [StageOf(0, 3), StageOf(1, 3)] },
            Filter = new FilterSnapshot { Expression = filter.Expression, UpcallsPerSecond = 409, Share = 0.033, Upcalls = 30_030, IsExact = exact },
            Unfiltered = all,
        };
    }

    public static Snapshot Quiet() => new()
    {
        Number = 1,
        TimeNs = 1_000_000_000,
        StartNs = 0,
        IntervalSeconds = 1,
        Source = new SourceInfo { Kind = "replay", Title = "incident.ovscap" },
        Losses = default,
        Counts = [],
        Upcalls = new UpcallsSnapshot { Handlers = [], Total = new HandlerRow { Name = "total" }, Other = new HandlerRow { Name = "other" }, BatchSizes = new ulong[65] },
        Latency = new LatencySnapshot { Stages = [] },
        Revalidator = new RevalidatorSnapshot { Reasons = [new ReasonRow { Name = "unexplained" }], Threads = [] },
        MainLoop = new MainLoopSnapshot(),
    };

    private static UpcallsSnapshot Upcalls(int handlers, int ticks)
    {
        double[] shares = [.. Enumerable.Range(0, handlers).Select(i => i == 6 ? 0.65 : i == 2 ? 0.16 : i == 0 ? 0.11 : 0.08 / Math.Max(1, handlers - 3))];
        var rows = shares.Select((share, i) => Handler($"handler{i + 1}", (uint)(4120 + i), share, i, ticks)).ToArray();
        var batches = new ulong[65];
        for (int i = 1; i < batches.Length; i++)
        {
            batches[i] = (ulong)(40_000 / (i * i)) + (i == 64 ? 9_000u : 0);
        }

        return new UpcallsSnapshot
        {
            Handlers = rows,
            Total = Handler("total", 0, 1, 6, ticks) with { UpcallsWithoutPut = 27_300, BatchMean = 31.4 },
            Other = new HandlerRow { Name = "other", PutsPerSecond = 1.4, Puts = 105 },
            BatchSizes = batches,
        };
    }

    private static HandlerRow Handler(string name, uint tid, double share, int seed, int ticks) => HandlerAt(name, tid, share * (1 + 0.1 * Math.Sin(ticks * (1 + seed))), share, seed, ticks);

    private static HandlerRow HandlerAt(string name, uint tid, double share, double historyShare, int seed, int ticks) => new()
    {
        Tid = tid,
        Name = name,
        Upcalls = (ulong)(910_000 * share),
        Puts = (ulong)(880_000 * share),
        Executes = (ulong)(910_000 * share),
        Batches = (ulong)(30_000 * share),
        UpcallsWithoutPut = (ulong)(27_300 * share),
        UpcallsPerSecond = 12_400 * share,
        PutsPerSecond = 12_000 * share,
        ExecutesPerSecond = 12_400 * share,
        MissesPerSecond = 12_350 * share,
        ActionsPerSecond = 50 * share,
        Share = share,
        TotalShare = share,
        BatchMean = 1 + 60 * share,
        BatchMax = (uint)Math.Min(64, 2 + 90 * share),
        Translate = Summary((ulong)(12_400 * share), 9.4, 58 + 300 * share),
        History = Wave(12_400 * historyShare / 5, 12_400 * historyShare, seed, ticks),
        LostPerSecond = seed == 6 ? new ErrorSplit([12, 0, 0.5, 0, 0, 0, 0, 0]) : ErrorSplit.None,
    };

    private static TalkerList Ports(int ticks)
    {
        double[] shares = [0.65, 0.09, 0.07, .. Enumerable.Repeat(0.004, 40)];
        return Talkers(TalkerDimension.InPort, shares, ticks, i => new TalkerRow
        {
            Key = new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, (uint)(i + 2)),
            Text = $"{i + 2}",
            Name = i == 2 ? "vxlan_sys_4789" : i == 7 ? "" : $"vm-{42 + i}",
            Bridge = i == 2 ? "br-tun" : i == 7 ? "" : "br-int",
        });
    }

    private static TalkerList Flows(int ticks)
    {
        double[] shares = [0.31, 0.05, 0.04, 0.01, .. Enumerable.Repeat(0.002, 60)];
        return Talkers(TalkerDimension.Flow, shares, ticks, Flow) with { More = 3_968 };
    }

    private static TalkerRow Flow(int i)
    {
        var key = i == 1
            ? new TalkerKey(TalkerDimension.Flow, TalkerKind.Ipv6, 6, 40_001u << 16 | 443, UInt128.Parse("42540766411282592856903984951653826561"), UInt128.Parse("42540766411282592856903984951653826562"))
            : new TalkerKey(TalkerDimension.Flow, TalkerKind.Ipv4, 17, (uint)(40_000 + i) << 16 | 53, 0x0a000001u + (uint)i, 0x0a000002u);
        return new TalkerRow { Key = key, Text = TalkerText.Of(key) };
    }

    private static TalkerList Talkers(TalkerDimension dimension, double[] shares, int ticks, Func<int, TalkerRow> row)
    {
        var rows = shares.Select((share, i) => Caused(row(i), share * (1 + 0.1 * Math.Sin(ticks * (1 + i))), ticks + i) with { Bound = dimension is TalkerDimension.Flow ? (ulong)i * 7 : 0 }).ToArray();
        double rest = 1 - rows.Sum(r => r.Share);
        return new TalkerList
        {
            Dimension = dimension,
            Rows = rows,
            Rest = Caused(new TalkerRow { Text = "rest" }, dimension is TalkerDimension.Flow ? rest * 0.7 : 0, ticks),
            Other = Caused(new TalkerRow { Text = "other" }, dimension is TalkerDimension.Flow ? rest * 0.3 : rest, ticks),
            All = Caused(new TalkerRow { Text = "total" }, 1, ticks),
        };
    }

    private static TalkerRow Caused(TalkerRow row, double share, int seed) => row with
    {
        PerSecond = 12_400 * share,
        Share = share,
        TotalShare = share * 0.9,
        Total = (ulong)(910_000 * share),
        History = Wave(12_400 * share / 5, 12_400 * share, seed, 0),
    };

    private static RevalidatorSnapshot Revalidator(int ticks) => new()
    {
        Rounds = 43,
        RoundsPerSecond = 0.6,
        Dump = StageOf(4, ticks),
        DumpDurationMs = 1_620,
        DumpDurationMaxMs = 1_914,
        WaitMs = 500,
        Flows = (ulong)(46_200 + 37 * ticks),
        FlowLimit = 50_000,
        FlowsMaxAverage = (49_812, 45_100),
        Keep = 1_988_012,
        Modify = 12,
        Delete = 160_004,
        ResultsPerSecond = 27_720,
        Deletes = 160_011,
        DeletesPerSecond = 2_145 + 3 * ticks,
        Retranslations = 61_440,
        RetranslationsPerSecond = 820,
        Reasons =
        [
            new ReasonRow { Name = "FLOW_IDLE", Total = 16_050, PerSecond = 214, History = Wave(100, 214, 1, ticks) },
            new ReasonRow { Name = "FLOW_LIMIT", Total = 141_629, PerSecond = 1_900, History = Wave(10, 1_900, 2, ticks) },
            new ReasonRow { Name = "TOO_EXPENSIVE", Total = 2_325, PerSecond = 31, History = Wave(0, 31, 3, ticks) },
            new ReasonRow { Name = "unexplained", Total = 7, PerSecond = 0, History = Wave(0, 0, 0, ticks) },
        ],
        Threads = [.. Enumerable.Range(0, 5).Select(i => new RevalidatorRow
        {
            Tid = (uint)(4140 + i), Name = $"revalidator{i + 17}", ResultsPerSecond = 5_544, DeletesPerSecond = 429, RetranslationsPerSecond = 164,
            Results = 429_605, Deletes = 32_002,
        })],
        FlowsHistory = Wave(30_000, 49_000, 0.5, ticks),
        DumpHistory = Wave(300, 1_914, 0.5, ticks),
    };

    private static StageRow StageOf(int index, int ticks)
    {
        (Stage Stage, string Name, string Meaning, double P50, double P99, double Floor)[] known =
        [
            (Stage.Translate, "translate", "recv -> put built", 180, 2_900, 9.4),
            (Stage.TranslateExecute, "translate execute", "recv -> execute built", 195, 3_050, 10.1),
            (Stage.MainRun, "run", "run_start -> poll_block", 91, 1_400, 40),
            (Stage.MainWait, "wait", "poll_block -> run_start", 500_000, 502_000, 3.1),
            (Stage.Dump, "dump", "start_dump -> sweep_done", 1_100_000, 1_900_000, 310_000),
            (Stage.KernelPut, "kernel put", "ovs_flow_cmd_new entry -> return", 12, 40, 6),
            (Stage.KernelExecute, "kernel execute", "ovs_packet_cmd_execute entry -> return", 31, 120, 8),
        ];
        var (stage, name, meaning, p50, p99, floor) = known[index];
        var octaves = new ulong[40];
        double centre = Math.Log2(p50 * 1000) + 0.3 * Math.Sin(ticks);
        p50 *= 1 + 0.1 * Math.Sin(ticks + index);
        for (int i = 0; i < octaves.Length; i++)
        {
            double distance = i > centre ? (i - centre) / 2.2 : (i - centre) / 1.3;
            octaves[i] = (ulong)(40_000 * Math.Exp(-distance * distance));
        }

        return new StageRow
        {
            Stage = stage,
            Name = name,
            Meaning = meaning,
            Interval = Summary(12_400, floor, p50) with { P99Us = p99 },
            Minute = Summary(701_200, floor, p50) with { P99Us = p99 },
            Total = Summary(910_000, floor, p50) with { P99Us = p99 },
            P99History = Wave((float)p50, (float)p99, index, ticks),
            MinuteOctaves = octaves,
        };
    }

    private static LatencySummary Summary(ulong count, double min, double p50) =>
        count == 0 ? default : new LatencySummary(count, min, p50, p50 * 3.1, p50 * 16, p50 * 55, p50 * 1.7);

    private static Series Wave(double low, double high, double seed, int ticks)
    {
        float[] values = new float[Series.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double ramp = i + ticks < 70 ? 0.15 : Math.Min(1, (i + ticks - 70) / 25.0);
            values[i] = (float)(low + (high - low) * ramp * (0.85 + 0.15 * Math.Sin((i + ticks) * 0.7 + seed)));
        }

        return new Series(values);
    }
}
