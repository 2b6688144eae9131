using OvsTop.Model.Facts;
using OvsTop.Vswitchd.Replies;

namespace OvsTop.Vswitchd.Facts;

/// <summary>The table of questions, most telling first: in this order they are asked once, then by how overdue they are.</summary>
internal static class FactsQuestions
{
    /// <summary>Since 4.0 <c>pmd-stats-show</c> is the other command again.</summary>
    private const int OnePmdCommandSince = 4;

    private static readonly TimeSpan Once = TimeSpan.FromDays(1);

    /// <summary>All questions. Together they want a little less than one request a second on the kernel datapath.</summary>
    public static IReadOnlyList<FactsQuestion> All { get; } =
    [
        new("upcall/show", TimeSpan.FromSeconds(2), (facts, reply, at, took) =>
            UpcallShow.Parse(reply) is { Count: > 0 } tables ? facts with { FlowTables = new(at, took, tables) } : null),
        new("dpctl/show", TimeSpan.FromSeconds(4), (facts, reply, at, took) =>
            DpctlShow.Parse(reply) is { Count: > 0 } datapaths ? facts with { Datapaths = new(at, took, datapaths) } : null),
        new("version", Once, (facts, reply, _, _) =>
            OvsVersion.TryParse(reply, out var version) ? facts with { Version = version.ToString() } : null),
        new("dpif-netdev/pmd-perf-show", TimeSpan.FromSeconds(4), (facts, reply, at, took) => PmdShow.Parse(reply) is var threads
            && facts.Pmds is { } known && HasTwoPmdCommands(facts)
                ? facts with { Pmds = known with { Value = WithTimes(known.Value, threads) } }
                : facts with { Pmds = new(at, took, threads) })
        { Args = ["-nh"], Applies = HasUserspace },
        new("dpif-netdev/pmd-stats-show", TimeSpan.FromSeconds(4), (facts, reply, at, took) =>
            facts with { Pmds = new(at, took, WithTimes(PmdShow.Parse(reply), facts.Pmds?.Value ?? [])) })
        { Applies = facts => HasUserspace(facts) && HasTwoPmdCommands(facts) },
        new("coverage/show", TimeSpan.FromSeconds(10), (facts, reply, at, took) => facts with { Coverage = new(at, took, Counters(reply)) }),
        new("memory/show", TimeSpan.FromSeconds(20), (facts, reply, at, took) => facts with { Memory = new(at, took, MemoryShow.Parse(reply)) }),
        new("dpif/show", TimeSpan.FromSeconds(30), (facts, reply, at, took) => facts with { Ports = new(at, took, [.. DpifShow.Parse(reply).SelectMany(d => d.Ports)]) }),
    ];

    private static bool HasUserspace(DaemonFacts facts) =>
        facts.FlowTables?.Value.Any(table => !DatapathName.IsKernel(table.Name)) ?? facts.Datapaths?.Value.Any(datapath => !DatapathName.IsKernel(datapath.Name)) ?? false;

    /// <summary>Before 4.0 the counters of the main thread are in one reply only, the time of an upcall only in the other.</summary>
    private static bool HasTwoPmdCommands(DaemonFacts facts) => !(OvsVersion.TryParse(facts.Version, out var version) && version.IsAtLeast(OnePmdCommandSince, 0));

    /// <summary>Counters of one reply with the times of the other.</summary>
    private static IReadOnlyList<PmdThread> WithTimes(IReadOnlyList<PmdThread> counters, IReadOnlyList<PmdThread> times) =>
        [.. counters.Select(thread => thread with { UsPerUpcall = times.FirstOrDefault(other => other.Name == thread.Name)?.UsPerUpcall })];

    private static Dictionary<string, ulong> Counters(string reply) =>
        CoverageShow.Parse(reply).Values.Where(counter => CoverageNames.Contains(counter.Name)).ToDictionary(counter => counter.Name, counter => counter.Total, StringComparer.Ordinal);
}
