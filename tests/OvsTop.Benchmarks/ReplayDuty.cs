using System.Diagnostics;
using OvsTop.Model.Traces;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Benchmarks;

/// <summary>How much of the time of a daemon replays take when as many as may be are wanted: requests a second, and the share of time in which one is under way.</summary>
internal static class ReplayDuty
{
    /// <summary>Replays the same kind of key again and again.</summary>
    public static int Run(int pid, int seconds)
    {
        var timed = new Timed(new UnixctlClients().Of(pid));
        using var replayer = new RoundReplayer(timed);
        replayer.Want([.. Enumerable.Range(1, seconds * 40).Select(round => new ReplayRequest(
            round, 0, $"recirc_id(0),in_port(1),skb_mark({round}),eth(src=02:00:00:00:00:0a,dst=02:00:00:00:00:0b),eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=17,frag=no),udp(src=1,dst=2)", null))]);
        var clock = Stopwatch.StartNew();
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        Console.WriteLine($"{timed.Requests / clock.Elapsed.TotalSeconds:0.0} requests/s, {timed.Spent / clock.Elapsed:P2} of the time, longest {timed.Longest.TotalMilliseconds:0.0} ms{(replayer.Trouble.Length > 0 ? "; " + replayer.Trouble : "")}");
        return 0;
    }

    private sealed class Timed(IUnixctl inner) : IUnixctl
    {
        public TimeSpan Spent { get; private set; }

        public TimeSpan Longest { get; private set; }

        public int Requests { get; private set; }

        public async Task<UnixctlReply> CallAsync(string method, ReadOnlyMemory<string> args, CancellationToken cancellationToken)
        {
            var reply = await inner.CallAsync(method, args, cancellationToken).ConfigureAwait(false);
            Spent += reply.Duration;
            Longest = reply.Duration > Longest ? reply.Duration : Longest;
            Requests++;
            return reply;
        }
    }
}
