using System.Globalization;
using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Tests.Support;

namespace OvsTop.Probes.Tests.Filters;

/// <summary>Packets are followed where the filter does not fit any more; the double knows how many went on.</summary>
public sealed class LiveFollowTests
{
    private const string Double = "--handlers 4 --revalidators 2 --rate 3000 --flows 600 --layout L2 --linger-ms 700";

    [LiveFact]
    public void Every_later_round_of_matching_packets_comes_and_none_is_counted()
    {
        var run = FilteredRun.Watch($"{Double} --for 2 --seed 41", FilteredRun.Compile("recirc_id=0"));
        run.AssertAllEqualTheDaemons();
        run.AssertMatchedEqualTheRecords();

        ulong all = run.Daemon.GetProperty("counts").GetProperty("recv_upcall").GetUInt64(), later = SecondPasses(run).Values.Aggregate(0UL, (sum, n) => sum + n);
        Assert.InRange(later, 50UL, all / 2);
        Assert.Equal(all - later, run.Matched.Hits(ProbeId.RecvUpcall));
        Assert.Equal(later, (ulong)Related(run, ProbeId.RecvUpcall).Count);
        Assert.All(Related(run, ProbeId.RecvUpcall), key => Assert.NotEqual(0u, key.RecircId));
        Assert.NotEmpty(Related(run, ProbeId.FlowPut));
        Assert.Contains(run.Related, record => new ProbeEvent(record).Header.Probe == ProbeId.FlowExecute);
    }

    [LiveFact]
    public void Who_shares_the_id_of_a_matching_packet_comes_flagged_and_no_round_of_its_own_is_missing()
    {
        var run = FilteredRun.Watch($"{Double} --for 2 --seed 42", FilteredRun.Compile("in_port=1,recirc_id=0"));
        run.AssertAllEqualTheDaemons();
        run.AssertMatchedEqualTheRecords();

        var later = Related(run, ProbeId.RecvUpcall).GroupBy(key => key.InPort).ToDictionary(port => port.Key, port => (ulong)port.Count());
        var truth = SecondPasses(run);
        Assert.Equal(truth[1], later[1]);
        Assert.All(later, port => Assert.InRange(port.Value, 0UL, truth[port.Key]));
    }

    [LiveFact]
    public void Verdicts_come_of_flows_that_were_put_keeps_included_and_of_no_others()
    {
        var run = FilteredRun.Watch($"{Double} --for 3 --seed 43 --delete 10", FilteredRun.Compile("in_port=1,recirc_id=0"));
        run.AssertAllEqualTheDaemons();
        run.AssertMatchedEqualTheRecords();

        var put = run.Records.Concat(run.Related).Where(record => new ProbeEvent(record).Header.Probe == ProbeId.FlowPut).Select(UfidOf).ToHashSet();
        var verdicts = run.Related.Where(record => new ProbeEvent(record).Header.Probe is ProbeId.FlowResult or ProbeId.FlowSweepResult).ToList();
        Assert.Contains(verdicts, record => new ProbeEvent(record).Header.Argument == (int)RevalidationResult.Keep);
        Assert.All(verdicts, record => Assert.Contains(UfidOf(record), put));
        Assert.All(
            run.Related.Where(record => new ProbeEvent(record).Header.Probe == ProbeId.FlowDel), record => Assert.Contains(UfidOf(record), put));
    }

    private static Ufid UfidOf(byte[] record) => new ProbeEvent(record).Header.Ufid;

    private static Dictionary<uint, ulong> SecondPasses(FilteredRun run) => run.Daemon.GetProperty("second_passes").EnumerateObject()
        .ToDictionary(port => uint.Parse(port.Name, CultureInfo.InvariantCulture), port => port.Value.GetUInt64());

    private static List<FlowKey> Related(FilteredRun run, ProbeId probe)
    {
        var keys = new List<FlowKey>();
        foreach (byte[] record in run.Related)
        {
            var one = new ProbeEvent(record);
            if (one.Header.Probe == probe && one.Key.Length > 0)
            {
                FlowKey.Decode(one.Key, out var key);
                keys.Add(key);
            }
        }

        return keys;
    }
}
