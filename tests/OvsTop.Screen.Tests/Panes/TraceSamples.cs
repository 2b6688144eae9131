using System.Reactive.Linq;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Traces;
using OvsTop.Recording.Replay;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>
/// Packets of recordings of real switches, stitched by the engine. Replies of ofproto/trace are those of an ovs-vswitchd 4.0.90 with the same pipeline; ids, addresses
/// and ports in them are those of the recording.
/// </summary>
internal static class TraceSamples
{
    /// <summary>From the time of the recording to that of the other samples.</summary>
    private const ulong BackNs = 31_000_000_000;

    private static readonly Lazy<TracesSnapshot> Ct2Cache = new(MakeCt2), RulesCache = new(() => Read("l4-rule-change"));

    /// <summary>A UDP packet through two conntrack zones and back, the ICMP error for it that is dropped, and ARP.</summary>
    public static TracesSnapshot Ct2 => Ct2Cache.Value;

    /// <summary>Packets to many ports before and after a rule was changed; nothing is replayed.</summary>
    public static TracesSnapshot RuleChange => RulesCache.Value;

    /// <summary>The storm with other traces.</summary>
    public static Snapshot With(TracesSnapshot traces) => Samples.Storm() with { Traces = traces };

    /// <summary>The offline trace of the UDP packet: one real round and two guesses.</summary>
    public static string Reply { get; } = File.ReadAllText("data/ct2-trace.txt");

    private static TracesSnapshot MakeCt2()
    {
        var traces = Read("ct2-one");
        var replays = new Dictionary<long, RoundReplay>();
        var udp = traces.Packets.Single(packet => packet.Number == 1);
        TraceReply[] replies = [TraceText.Parse(Reply)!, .. TraceText.ParseGuesses(Reply)];
        for (int i = 0; i < udp.Rounds.Count; i++)
        {
            replays[udp.Rounds[i].Number] = new RoundReplay
            {
                Reply = replies[i],
                Guesses = i == 0 ? replies[1..] : [],
                Agreement = ActionAgreement.Grade(udp.Rounds[i].ActionsText, replies[i].DatapathActions),
            };
        }

        var icmp = traces.Packets.Single(packet => packet.Number == 2);
        replays[icmp.Rounds[1].Number] = new RoundReplay { Refusal = TraceRefusal.Expired, Problem = "no recirculation data for recirc_id 0x6" };
        return traces with { Replays = replays, Replaying = true };
    }

    private static TracesSnapshot Read(string capture)
    {
        var engine = new TraceEngine();
        var names = new Dictionary<uint, string>();
        using var source = ReplaySource.Open($"captures/{capture}.jsonl.gz", new ReplayOptions { Speed = double.PositiveInfinity });
        source.Batches.Do(batch =>
        {
            foreach (ref readonly var tally in batch.Tallies is { } tallies ? tallies.Threads : [])
            {
                names[tally.Tid] = tally.Name;
            }

            engine.Add(batch);
        }).LastOrDefaultAsync().Wait();
        engine.Complete();
        var traces = engine.Take(tid => names.GetValueOrDefault(tid, "?"));
        return traces with { Packets = [.. traces.Packets.Select(Earlier)] };
    }

    private static TracePacket Earlier(TracePacket packet) => packet with
    {
        TimeNs = packet.TimeNs - BackNs,
        Rounds = [.. packet.Rounds.Select(round => round with { RecvNs = round.RecvNs - BackNs })],
    };
}
