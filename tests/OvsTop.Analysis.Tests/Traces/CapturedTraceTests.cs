using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>Captures of a real kernel datapath (Linux 6.12, 4.0.90): one conntrack recirculation a packet (ct1), two (ct2).</summary>
public sealed class CapturedTraceTests
{
    [Fact]
    public void Every_round_of_the_two_recirculation_capture_is_linked_exactly()
    {
        var snapshot = Read("ct2-one", _ => true);
        Assert.True(snapshot.PacketCount > 2);
        Assert.True(snapshot.Links[LinkClass.Exact] > 0);
        Assert.All(
            snapshot.Packets.SelectMany(p => p.Rounds).Where(r => r.RecircId != 0 && r.Link != LinkClass.Cached),
            round => Assert.Equal(LinkClass.Exact, round.Link));
    }

    [Theory]
    [InlineData("ct2-one")]
    [InlineData("ct1-tcp")]
    public void Without_the_kernels_events_every_link_is_right_or_flagged(string name)
    {
        var truth = Links(Read(name, _ => true));
        var found = Links(Read(name, probe => probe < ProbeId.DpUpcall));
        int agreeing = 0, silent = 0;
        foreach (var (round, (parent, link)) in found)
        {
            var (realParent, _) = truth[round];
            agreeing += parent == realParent ? 1 : 0;
            silent += parent != realParent && link is (LinkClass.Exact or LinkClass.Unique) ? 1 : 0;
        }

        Assert.Equal(truth.Count, found.Count);
        Assert.Equal(0, silent);
        Assert.True(agreeing * 10 >= found.Count * 9, $"{agreeing} of {found.Count} parents found");
    }

    [Theory]
    [InlineData("ct2-one")]
    [InlineData("ct1-tcp")]
    [InlineData("l4-storm")]
    public void No_parent_is_used_twice_and_none_is_later_than_its_child(string name)
    {
        var rounds = Read(name, _ => true).Packets.SelectMany(p => p.Rounds).ToDictionary(r => r.Number);
        foreach (var round in rounds.Values.Where(r => r.Parent != 0 && rounds.ContainsKey(r.Parent)))
        {
            Assert.True(rounds[round.Parent].RecvNs < round.RecvNs);
        }

        Assert.DoesNotContain(
            rounds.Values.Where(r => r.Parent != 0).GroupBy(r => (r.Parent, r.RecircId)), siblings => siblings.Count() > 1);
    }

    private static Dictionary<long, (long Parent, LinkClass Link)> Links(TracesSnapshot snapshot) =>
        snapshot.Packets.SelectMany(p => p.Rounds).Where(r => r.RecircId != 0).ToDictionary(r => r.Number, r => (r.Parent, r.Link));

    private static TracesSnapshot Read(string name, Func<ProbeId, bool> wanted)
    {
        var engine = new TraceEngine(new TraceOptions { Rounds = 60_000, Packets = 60_000, Shown = 60_000 });
        using var source = Captures.Open(name);
        var batch = new ProbeBatch();
        using var done = new ManualResetEventSlim();
        using var subscription = source.Batches.Subscribe(
            read =>
            {
                batch.Records.Clear();
                foreach (var record in read.Records)
                {
                    if (wanted(record.Header.Probe))
                    {
                        batch.Records.Append(record.Bytes);
                    }
                }

                batch.TimeNs = read.TimeNs;
                engine.Add(batch);
            },
            done.Set);
        Assert.True(done.Wait(TimeSpan.FromMinutes(1)));
        engine.Complete();
        return engine.Take(tid => $"thread {tid}");
    }
}
