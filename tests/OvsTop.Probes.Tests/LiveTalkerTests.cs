using System.Net;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Talkers;
using OvsTop.Probes.Live;
using OvsTop.Tests.Support;

namespace OvsTop.Probes.Tests;

/// <summary>Who causes upcalls: what the kernel counts, what the details add up to and what the double sent are the same.</summary>
public sealed class LiveTalkerTests
{
    private const ulong UpcallsPerStep = 1500;
    private const string Double = "--handlers 3 --revalidators 1 --rate 4000 --flows 400 --layout L2 --linger-ms 700";

    [LiveFact]
    public void All_dimensions_equal_those_counted_from_details()
    {
        var run = TalkerRun.Watch($"{Double} --for 2 --seed 41", TalkerDimensions.All, details: true);
        Assert.Equal(run.Daemon.GetProperty("counts").GetProperty("recv_upcall").GetUInt64(), run.Upcalls);
        for (var dimension = TalkerDimension.InPort; (int)dimension < TalkerDimensionTable.Count; dimension++)
        {
            var kernel = run.Kernel.Find(dimension)!;
            Assert.Equal((dimension, run.Upcalls, 0UL, 0UL), (dimension, kernel.Total, kernel.Other, kernel.Missed));
            Assert.Equal(TalkerRun.Rows(run.Twin.Find(dimension)!), TalkerRun.Rows(kernel));
            Assert.True(kernel.Count > 1, $"{dimension} tells nobody apart");
        }
    }

    [LiveFact]
    public void By_port_the_counts_are_the_daemons()
    {
        var run = TalkerRun.Watch($"{Double} --for 1 --seed 42 --rate max", TalkerDimensions.InPort, details: false);
        AssertPorts(run);
    }

    [LiveFact]
    public void Under_a_filter_what_matches_is_counted()
    {
        var udp = FilterCompiler.Compile(Filter.Parse("udp").Filter!);

        var run = TalkerRun.Watch($"{Double} --for 1 --seed 43", TalkerDimensions.All, details: true, udp);
        var protocols = run.Kernel.Find(TalkerDimension.IpProto)!;
        Assert.Equal([17u], protocols.Rows.ToArray().Select(row => row.Key.Value));
        Assert.Equal((run.Upcalls, 0UL), (protocols.Total, protocols.Other));
        Assert.Equal(TalkerRun.Rows(run.Twin.Find(TalkerDimension.Flow)!), TalkerRun.Rows(run.Kernel.Find(TalkerDimension.Flow)!));
    }

    [LiveFact]
    public void What_the_kernel_cannot_decide_is_counted_here()
    {
        var filter = FilterCompiler.Compile(Filter.Parse("in_port=1 and bytes=0x45").Filter!);
        var run = TalkerRun.Watch($"{Double} --for 1 --seed 44", TalkerDimensions.InPort, details: true, filter);
        var ports = run.Kernel.Find(TalkerDimension.InPort)!;
        Assert.Equal([1u], ports.Rows.ToArray().Select(row => row.Key.Value));
        Assert.Equal((run.Upcalls, run.Upcalls), (ports.Total, ports.Sum));
    }

    [LiveFact]
    public void Dimensions_and_filters_change_while_it_runs_and_every_reading_adds_up()
    {
        var tcp = FilterCompiler.Compile(Filter.Parse("tcp").Filter!);
        var steps = new Queue<Action<LiveSource>>(
        [
            source => source.SetDimensions(TalkerDimensions.All),
            source => source.SetFilter(tcp),
            source => source.SetDimensions(TalkerDimensions.InPort),
            source => source.SetFilter(null),
            source => source.SetDimensions(TalkerDimensions.InPort | TalkerDimension.Source.Alone()),
        ]);
        ulong next = UpcallsPerStep, all = 0, moment = 0;
        bool wasFiltered = false;
        var run = TalkerRun.Watch($"{Double} --for 600 --seed 45", TalkerDimensions.InPort, details: false, null, (batch, source) =>
        {
            if (batch.Tallies?.Hits(ProbeId.RecvUpcall) is { } now)
            {
                moment = wasFiltered && batch.Filter is null ? now - all : moment;
                (wasFiltered, all) = (batch.Filter is not null, now);
            }

            if (batch.Tallies?.Hits(ProbeId.RecvUpcall) >= next && steps.TryDequeue(out var step))
            {
                next += UpcallsPerStep;
                step(source);
            }
        },
        run => steps.Count == 0 && run.Kernel.Find(TalkerDimension.Source) is { Sum: >= UpcallsPerStep } && run.Kernel.Find(TalkerDimension.Flow) is null);
        Assert.Empty(steps);
        var ports = run.Kernel.Find(TalkerDimension.InPort)!;
        var sources = run.Kernel.Find(TalkerDimension.Source)!;
        Assert.Null(run.Kernel.Find(TalkerDimension.Flow));
        Assert.InRange(ports.Total, 100UL, run.Upcalls - 100);
        Assert.InRange(sources.Sum, 50UL, ports.Sum - 1);

        // What was hit between reading the count and switching on is in no row: both happened between the last reading with the filter and the first without it.
        Assert.InRange(ports.Other, 0UL, moment);
    }

    [LiveFact]
    public void A_million_strangers_do_not_hide_the_loudest()
    {
        var run = TalkerRun.Watch(
            "--handlers 4 --revalidators 1 --talkers 20000 --flood 80 --rate 60000 --for 8 --seed 46 --linger-ms 700",
            TalkerDimensions.InPort | TalkerDimension.Source.Alone() | TalkerDimension.Flow.Alone(), details: false);
        AssertPorts(run);
        Assert.Equal(run.Daemon.GetProperty("counts").GetProperty("recv_upcall").GetUInt64(), run.Upcalls);
        var talkers = run.Daemon.GetProperty("talkers");
        Assert.True(talkers.GetProperty("distinct").GetUInt64() > 100_000, $"{talkers.GetProperty("distinct")} are not many");
        var top = talkers.GetProperty("top").EnumerateArray().Select(row => (Source: Number(row.GetProperty("source").GetString()!), Upcalls: row.GetProperty("upcalls").GetUInt64())).ToArray();
        foreach (var dimension in new[] { TalkerDimension.Source, TalkerDimension.Flow })
        {
            var column = run.Kernel.Find(dimension)!;
            Assert.Equal(run.Upcalls, column.Total);
            Assert.InRange(column.Floor, 1UL, column.Total / (TalkerColumn.Capacity * 3 / 4));
            var loudest = column.Rows.ToArray().OrderByDescending(row => row.Count).ThenBy(row => row.Key.SourceLow).Take(10).ToArray();
            if (column.Missed == 0)
            {
                // A machine that lets ovstop wait for seconds fills the maps; then the bounds below are all there is.
                Assert.Equal(top.Take(10), loudest.Select(row => ((uint)row.Key.SourceLow, row.Count)));
            }

            foreach (var (source, upcalls) in top)
            {
                // Who is not in the table had no more than the largest that went.
                int at = column.IndexOf(Array.Find(column.Rows.ToArray(), row => row.Key.SourceLow == source).Key);
                var (count, bound) = at < 0 ? (0, column.Floor + column.Missed) : (column.Rows[at].Count, column.BoundOf(column.Rows[at]));
                Assert.True(upcalls >= count && upcalls <= count + bound, $"{dimension} {source:x}: {upcalls} is not in {count} + {bound}");
            }
        }
    }

    private static void AssertPorts(TalkerRun run)
    {
        Assert.Equal(run.Daemon.GetProperty("counts").GetProperty("recv_upcall").GetUInt64(), run.Upcalls);
        var expected = run.Daemon.GetProperty("in_ports").EnumerateObject().ToDictionary(port => uint.Parse(port.Name), port => port.Value.GetUInt64());
        var ports = run.Kernel.Find(TalkerDimension.InPort)!;
        Assert.Equal(expected, ports.Rows.ToArray().ToDictionary(row => row.Key.Value, row => row.Count));
        Assert.Equal(0UL, ports.Other);
    }

    private static uint Number(string address) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());
}
