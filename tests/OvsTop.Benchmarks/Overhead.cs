using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Probes.Live;

namespace OvsTop.Benchmarks;

/// <summary>
/// What one upcall (recv, put, execute) of the double costs more with something attached, as a ratio to the floor: a BPF program that only
/// counts. All in turn in every round, medians over the rounds, so a machine that changes its speed changes all of them.
/// </summary>
internal static class Overhead
{
    private const int Upcalls = 100_000;

    /// <summary>Five predicates, of which only the last does not hold.</summary>
    private const string Nothing = "recirc_id!=77 and skb_priority!=77 and pkt_mark!=77 and dp_hash!=77 and in_port=77";

    private static readonly LiveOptions CountsOnly = new() { DetailsPerSecond = 0 };
    private static readonly string[] UpcallProbes = ["recv_upcall", "op_flow_put", "op_flow_execute"];

    public static int Run(int rounds)
    {
        using var bench = new BenchDouble();
        Contender[] contenders =
        [
            new("nothing attached", () => null),
            new("floor: count per CPU", () => new FloorSession(bench.Daemon)),
            new("ovstop, default", () => Session(bench, new LiveOptions())),
            new("ovstop, counts only", () => Session(bench, new LiveOptions { DetailsPerSecond = 0 })),
            new("ovstop, every detail", () => Session(bench, new LiveOptions { DetailsPerSecond = null, RingBytes = 64 << 20 })),
            new("filter, 1 predicate", () => Filtered(bench, "in_port=1")),
            new("filter, nothing matches", () => Filtered(bench, Nothing)),
            new("counts, 1 predicate", () => Filtered(bench, "in_port=1", CountsOnly)),
            new("counts, nothing matches", () => Filtered(bench, Nothing, CountsOnly)),
            new("bpftrace count()", () => BpftraceSession.StartOrNull(bench.Daemon)),
        ];
        bench.NsPerUpcall(Upcalls);
        for (int round = 0; round < rounds; round++)
        {
            foreach (var contender in contenders)
            {
                using var attached = contender.Attach();
                if (attached is not null || contender == contenders[0])
                {
                    contender.Samples.Add(bench.NsPerUpcall(Upcalls));
                }
            }
        }

        double bare = contenders[0].Median, floor = contenders[1].Median - bare;
        Console.WriteLine($"{"",-24}{"ns/upcall",12}{"added ns",12}{"vs floor",12}");
        foreach (var contender in contenders.Where(c => c.Samples.Count > 0))
        {
            double added = contender.Median - bare;
            Console.WriteLine($"{contender.Name,-24}{contender.Median,12:F0}{added,12:F0}{added / floor,12:F2}");
        }

        return 0;
    }

    private static DrainedSession Filtered(BenchDouble bench, string filter, LiveOptions? options = null) =>
        Session(bench, options ?? new LiveOptions(), FilterCompiler.Compile(Filter.Parse(filter).Filter!).Kernel);

    private static DrainedSession Session(BenchDouble bench, LiveOptions options, KernelPredicates? filter = null)
    {
        var session = KernelSession.Start(bench.Daemon, bench.Scan, options with { Only = UpcallProbes.ToHashSet() });
        session.SetFilter(filter);
        return new DrainedSession(session);
    }
}
