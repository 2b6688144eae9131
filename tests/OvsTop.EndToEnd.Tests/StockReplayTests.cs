using System.Diagnostics;
using System.Net.Sockets;
using OvsTop.Analysis.Traces;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.EndToEnd.Tests;

/// <summary>The distribution's own ovs-vswitchd: its installed flows, replayed; ids that are gone; a control socket that takes nobody.</summary>
[Collection(LiveCollection.Name)]
public sealed class StockReplayTests
{
    private const string Rules = """
        table=0,priority=10,ct_state=-trk,ipv6 actions=ct(table=1,zone=7)
        table=0,priority=0 actions=drop
        table=1,priority=10,ct_state=+trk,ipv6 actions=LOCAL
        """;

    [LiveFact]
    public async Task Keys_of_installed_flows_are_replayed_with_the_ids_they_have_and_the_main_loop_is_not_held()
    {
        Assert.Null(StockSwitch.Missing);
        using var daemon = new StockSwitch();
        daemon.SetRules(Rules);
        var client = new UnixctlClients().Of(daemon.Pid);
        var timed = new TimedUnixctl(client);
        using var replayer = new RoundReplayer(timed);
        var requests = await FlowsAsync(daemon);
        var clock = Stopwatch.StartNew();
        replayer.Want(requests);
        await Until(() => requests.All(request => replayer.Find(request.Round) is not null), replayer);
        foreach (var request in requests)
        {
            var replay = replayer.Find(request.Round)!;
            Assert.True(replay.Agreement == Agreement.Same, $"{request.Key}: {replay.Problem} really {request.RealActions}, replayed {replay.Reply?.DatapathActions}");
            Assert.Equal(request.RecircId != 0, replay.Reply!.AllNodes.Any(node => node.Kind == TraceNodeKind.Thaw));
        }

        // Asked for more, it asks no more than it may: the budget pays for all but the last request.
        replayer.Want([.. Enumerable.Range(1000, 60).Select(round => requests[0] with { Round = round, Key = $"{requests[0].Key},skb_mark({round})" })]);
        await Until(() => timed.Requests > requests.Count + 20, replayer);
        var (options, spent) = (new UnixctlOptions(), timed.Spent);
        var allowed = options.FirstCredit + (clock.Elapsed * options.Duty) + timed.Longest;
        Assert.True(spent <= allowed, $"{spent.TotalMilliseconds:0} ms of requests in {clock.Elapsed.TotalSeconds:0.0} s, {allowed.TotalMilliseconds:0} ms allowed");
    }

    /// <summary>Packets whose first round was cached: their first key, rebuilt from the second, leads where they went; with an id of another place it does not.</summary>
    [LiveFact]
    public async Task Rebuilt_keys_of_cached_rounds_are_verified_by_a_real_daemon()
    {
        Assert.Null(StockSwitch.Missing);
        using var daemon = new StockSwitch();
        daemon.SetRules(Rules);
        var client = new UnixctlClients().Of(daemon.Pid);
        using var replayer = new RoundReplayer(client);
        var dumped = await FlowsAsync(daemon);
        var engine = new TraceEngine { Numbering = ActionNumbering.UpTo33 };
        var events = new RecordBuffer();
        ulong timeNs = 1_000_000_000;
        foreach (var flow in dumped.Where(flow => flow.RecircId == 0))
        {
            Add(ProbeId.FlowPut, 1, flow.Key, flow.RealActions!);
        }

        var later = dumped.First(flow => flow.RecircId != 0);
        Add(ProbeId.RecvUpcall, 2, later.Key, "");
        Add(ProbeId.RecvUpcall, 3, later.Key.Replace($"recirc_id(0x{later.RecircId:x})", "recirc_id(0xfffff)", StringComparison.Ordinal), "");
        Add(ProbeId.FlowPut, 4, dumped.First(flow => flow.RecircId == 0).Key, "recirc(0xfffff)");
        Add(ProbeId.RecvUpcall, 5, later.Key.Replace($"recirc_id(0x{later.RecircId:x})", "recirc_id(0xfffff)", StringComparison.Ordinal), "");
        engine.Complete();
        var packets = engine.Take(_ => "handler1").Packets;
        Assert.Empty(packets[1].Rounds[0].Cached);
        var (right, wrong) = (packets[2].Rounds[0].Cached.Single(cached => cached.RecircId == 0), packets[0].Rounds[0].Cached.Single());
        replayer.Want([.. ReplayRequests.Of(packets).Where(request => request.Round < 0)]);
        await Until(() => replayer.Find(right.Number) is not null && replayer.Find(wrong.Number) is not null, replayer);
        Assert.True(right.Verified(replayer.Find(right.Number)), TraceWords.Of(right, replayer.Find(right.Number)) + " " + right.TraceKey);
        Assert.False(wrong.Verified(replayer.Find(wrong.Number)), TraceWords.Of(wrong, replayer.Find(wrong.Number)));

        void Add(ProbeId probe, uint tid, string key, string actions)
        {
            var (bytes, acts) = (new NetlinkWriter(), new NetlinkWriter());
            Assert.True(FlowKeyParser.TryParse(key, null, bytes, new NetlinkWriter(), out var error), error?.Message);
            Assert.True(actions.Length == 0 || ActionParser.TryParse(actions, ActionNumbering.UpTo33, null, acts, out error), error?.Message);
            var header = new EventHeader { Probe = probe, Tid = tid, Subject = tid * 256, TimeNs = timeNs += 1_000_000, KeyLength = (uint)bytes.Length, ActionsLength = (uint)acts.Length };
            events.Clear();
            events.Append(header, [], bytes.Written, [], acts.Written);
            foreach (var record in events)
            {
                engine.Add(record);
            }
        }
    }

    [LiveFact]
    public async Task An_id_that_is_gone_and_a_control_socket_that_takes_nobody_are_said_and_survived()
    {
        Assert.Null(StockSwitch.Missing);
        using var daemon = new StockSwitch();
        var client = new UnixctlClients(new UnixctlOptions { FirstBackOff = TimeSpan.FromMilliseconds(100), LongestBackOff = TimeSpan.FromMilliseconds(100) }).Of(daemon.Pid);
        using var replayer = new RoundReplayer(client);
        const string Rest = ",in_port(1),eth(src=02:00:00:00:00:0a,dst=02:00:00:00:00:0b),eth_type(0x0806),arp(sip=10.0.0.1,tip=10.0.0.2,op=1,sha=02:00:00:00:00:0a,tha=00:00:00:00:00:00)";
        replayer.Want([new ReplayRequest(1, 0xfff, "recirc_id(0xfff)" + Rest, "drop")]);
        await Until(() => replayer.Find(1) is not null, replayer);
        Assert.Equal(TraceRefusal.Expired, replayer.Find(1)!.Refusal);

        string before = replayer.Trouble;

        // Who listens and does not accept has a queue that is full sooner or later.
        daemon.Freeze(true);
        var waiting = new List<Socket>();
        for (bool taken = true; taken && waiting.Count < 500;)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
            waiting.Add(socket);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(daemon.Socket));
            }
            catch (SocketException)
            {
                taken = false;
            }
        }

        replayer.Want([new ReplayRequest(2, 0, "recirc_id(0)" + Rest, "drop")]);
        await Until(() => replayer.Trouble is { Length: > 0 } now && now != before, replayer);
        Assert.DoesNotContain('\n', replayer.Trouble);
        Assert.Null(replayer.Find(2));

        daemon.Freeze(false);
        waiting.ForEach(socket => socket.Dispose());
        await Until(() => replayer.Find(2) is not null, replayer);
        Assert.NotNull(replayer.Find(2)!.Reply);
    }

    /// <summary>Its flows as they are dumped; at least one of a first round and one of a later.</summary>
    private static async Task<List<ReplayRequest>> FlowsAsync(StockSwitch daemon)
    {
        for (int tries = 0; tries < 60; tries++)
        {
            daemon.Knock();
            await Task.Delay(500);
            var requests = new List<ReplayRequest>();
            foreach (string line in daemon.Flows().Where(line => line.StartsWith("ufid:", StringComparison.Ordinal)))
            {
                Assert.True(DumpedFlow.TryParse(line, ActionNumbering.UpTo33, null, out var flow, out var error), $"{error?.Message}: {line}");
                FlowKey.Decode(flow!.Key, out var key);
                requests.Add(new ReplayRequest(
                    requests.Count + 1, key.RecircId, FlowKeyFormatter.ToText(flow.Key, style: KeyStyle.Trace), ActionFormatter.ToText(flow.Actions, ActionNumbering.UpTo33)));
            }

            if (requests.Any(request => request.RecircId != 0) && requests.Any(request => request.RecircId == 0))
            {
                return requests;
            }
        }

        throw new Xunit.Sdk.XunitException("the peer sent nothing within half a minute");
    }

    private static Task Until(Func<bool> condition, RoundReplayer replayer) => Eventually.Until(condition, TimeSpan.FromMinutes(3), () => replayer.Trouble);

    private sealed class TimedUnixctl(IUnixctl inner) : IUnixctl
    {
        public TimeSpan Spent { get; private set; }

        public TimeSpan Longest { get; private set; }

        public int Requests { get; private set; }

        public async Task<UnixctlReply> CallAsync(string method, ReadOnlyMemory<string> args, CancellationToken cancellationToken)
        {
            var reply = await inner.CallAsync(method, args, cancellationToken);
            Spent += reply.Duration;
            Longest = reply.Duration > Longest ? reply.Duration : Longest;
            Requests++;
            return reply;
        }
    }
}
