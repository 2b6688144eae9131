using System.Globalization;
using OvsTop.Vswitchd.Tests.Unixctl;

namespace OvsTop.Vswitchd.Tests.Tracing;

/// <summary>A daemon with trace commands of its own, as they were proposed. It knows what it was made to do.</summary>
internal sealed class TracingDaemon(string usageOfCreate = "BRIDGE FLOW")
{
    public const string Reply = "Flow: ip,in_port=1\n\nbridge(\"br0\")\n-------------\n 0. priority 0\n    drop\n\nFinal flow: unchanged\nMegaflow: ip\nDatapath actions: drop\n";

    private volatile string[] _traces = [];

    /// <summary>What is traced now, by bridge and filter.</summary>
    public IReadOnlyList<string> Traced => _traces;

    /// <summary>Traces it has taken.</summary>
    public int Taken { get; set; } = 2;

    public FakeDaemon Listen(string path)
    {
        FakeDaemon? daemon = null;
        daemon = new FakeDaemon(path, c => Answer(c, daemon!.Requests[^1]));
        return daemon;
    }

    private Task Answer(FakeDaemon.Conversation c, string request)
    {
        string[] words = request.Split(' ');
        switch (words[0])
        {
            case "list-commands":
                return c.Result($"The available commands are:\n  list-commands           \n  ofproto/trace           X\n  upcall/trace/create     {usageOfCreate}\n"
                    + "  upcall/trace/delete     BRIDGE\n  upcall/trace/get        BRIDGE ID\n  upcall/trace/list       BRIDGE\n  upcall/trace/show       \n");
            case "dpif/show":
                return c.Result("system@ovs-system: hit:2 missed:4\n  br0:\n    br0 65534/1: (internal)\n    p1 1/2: (system)\n");
            case "upcall/trace/create":
                _traces = [.. _traces, string.Join(' ', words[1..])];
                return c.Result("");
            case "upcall/trace/list":
                return c.Result(string.Concat(Enumerable.Range(1, Taken).Select(i => string.Create(CultureInfo.InvariantCulture, $"id: {i}, rounds: 2\n"))));
            case "upcall/trace/get":
                return c.Result($"Trace {words[2]}\n{Reply}\n{Reply.Replace("in_port=1", "in_port=" + words[2], StringComparison.Ordinal)}");
            case "upcall/trace/delete":
                _traces = [.. _traces.Where(trace => !trace.StartsWith(words[1], StringComparison.Ordinal))];
                return c.Result("");
            default:
                return c.Result("");
        }
    }
}
