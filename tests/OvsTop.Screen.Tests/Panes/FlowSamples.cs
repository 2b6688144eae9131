using OvsTop.Analysis.Snapshots;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>The flows of the storm by eviction.</summary>
internal static class FlowSamples
{
    private const ulong NowNs = 80_000_000_000, Second = 1_000_000_000;

    public static FlowsSnapshot Storm(int ticks, Func<double, double, double, int, Series> wave) => new()
    {
        Puts = 880_000,
        PutsPerSecond = 12_100,
        PutsHistory = wave(2_000, 12_100, 1, ticks),
        Modifies = 40,
        ModifiesPerSecond = 0.4,
        Deletes = 160_011,
        DeletesPerSecond = 2_145 + 3 * ticks,
        DeletesHistory = wave(100, 2_145, 2, ticks),
        Unexplained = 7,
        WithoutPut = 27_300,
        WithoutPutPerSecond = 372,
        NoPutShare = 0.03,
        ChurnIsKnown = true,
        Churn = 131_204,
        ChurnPerSecond = 1_740 + ticks,
        ChurnShare = 0.14,
        ChurnHistory = wave(10, 1_740, 2, ticks),
        ChurnReasons =
        [
            new ReasonRow { Name = "FLOW_IDLE", Total = 3_020, PerSecond = 38, History = wave(10, 38, 1, ticks) },
            new ReasonRow { Name = "FLOW_LIMIT", Total = 128_181, PerSecond = 1_702, History = wave(0, 1_702, 2, ticks) },
            new ReasonRow { Name = "unexplained", Total = 3, PerSecond = 0, History = wave(0, 0, 0, ticks) },
        ],
        WorstChurn = new ReasonRow { Name = "FLOW_LIMIT", Total = 128_181, PerSecond = 1_702 },
        Flows = 46_200,
        FlowLimit = 50_000,
        Lives = new FlowLivesSnapshot
        {
            Known = 16_384,
            Evicted = 2_118,
            PutsSeen = 76_120,
            Puts = 880_000,
            Reinstalled = 9_044,
            Age = new LatencySummary(14_020, 48_000, 1_480_000, 2_900_000, 9_800_000, 12_100_000, 1_610_000),
            AgeOctaves = [.. Enumerable.Range(0, 40).Select(i => i is < 25 or > 33 ? 0ul : (ulong)(4_000 / (1 + Math.Abs(i - 30) * Math.Abs(i - 30))))],
            Top = [.. Enumerable.Range(0, 40).Select(i => Row(i, ticks))],
        },
    };

    /// <summary>A flow; the last one has a key that nobody read and one that wants to reach the terminal.</summary>
    private static FlowRow Row(int i, int ticks) => new()
    {
        Id = $"ufid:{i:x8}-0a0b-0c0d-0e0f-101112131415",
        Key = i == 5 ? "" : i == 6
            ? "recirc_id(0),in_port(2),eth_type(0x0800),ipv4(src=\u001b[31mred,proto=17)"
            : $"recirc_id(0),in_port(2),eth_type(0x0800),ipv4(src=10.88.{i}.1,dst=10.88.0.2,proto=17,frag=no),udp(src={40_001 + i},dst=5353)",
        Reinstalls = (ulong)(40 - i),
        Deletes = (ulong)(41 - i),
        Keeps = (ulong)(3 * i),
        Modifies = i == 0 ? 1u : 0,
        FirstNs = 10 * Second,
        LastNs = NowNs - (ulong)i * 10_000_000,
        LastReason = i % 7 == 3 ? "FLOW_IDLE" : "FLOW_LIMIT",
        Lives = [.. Enumerable.Range(0, FlowRow.MaxLives).Select(n => Life(i, n, ticks))],
    };

    private static FlowLife Life(int i, int n, int ticks)
    {
        bool lives = n == FlowRow.MaxLives - 1 && i % 2 == 0;
        ulong putNs = NowNs - (ulong)(FlowRow.MaxLives - n) * 2 * Second + (ulong)i * 1_000_000;
        return new FlowLife
        {
            Generation = (ulong)(40 - i - FlowRow.MaxLives + 1 + n),
            PutNs = putNs,
            Keeps = (3, putNs + Second / 2, putNs + Second),
            Modifies = (n == 0 ? 1u : 0, putNs + Second),
            DeletedNs = lives ? 0 : putNs + 1_480_000_000,
            Reason = lives ? null : n % 4 == 3 ? "FLOW_IDLE" : "FLOW_LIMIT",
            Packets = (ulong)(17 + n + ticks),
        };
    }
}
