using System.Text;
using System.Text.Json;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>Traces of a running daemon without the screen: they end when they are told to, and what was seen is printed.</summary>
[Collection(LiveCollection.Name)]
public sealed class LiveTraceTests
{
    /// <summary>No packet of the double has this.</summary>
    private const string Nothing = "ip,nw_src=192.0.2.77";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Nothing else ends it: the daemon goes on after it.</summary>
    [LiveTheory]
    [InlineData("", 0)]
    [InlineData(Nothing, 1)]
    public void It_ends_after_the_time_given_with_0_for_packets_and_1_without_any(string filter, int exitCode)
    {
        using var vswitchd = VswitchdDouble.Start("--rate 300 --for 600 --seed 41");
        var result = OvsTopProgram.Run(["trace", "--pid", $"{vswitchd.Pid}", "--for", "2s", "--json", .. filter.Length > 0 ? new[] { filter } : []]);
        Assert.True(vswitchd.IsRunning);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.DoesNotContain("has ended", result.Error, StringComparison.Ordinal);
        var packets = Packets(result.Out);
        Assert.Equal(exitCode == 0, packets.Count > 0);
        Assert.All(packets, packet => Assert.NotEmpty(packet.GetProperty("rounds").EnumerateArray()));
        Assert.Equal(packets.Count, packets.Select(packet => packet.GetProperty("packet").GetInt64()).Distinct().Count());
    }

    [LiveTheory]
    [InlineData("")]
    [InlineData(Nothing)]
    public void An_interrupt_prints_all_that_was_seen_and_ends_it_with_130(string filter)
    {
        using var vswitchd = VswitchdDouble.Start("--rate 300 --for 0.5 --seed 42 --action 0 --attached 13 --linger-ms 600000");
        using var trace = OvsTopProgram.Start(["trace", "--pid", $"{vswitchd.Pid}", "--json", .. filter.Length > 0 ? new[] { filter } : []]);
        int pid = trace.Id;
        var told = vswitchd.Counts(Limit);

        // A packet is printed a second after its last event. When the first is, all events of this half a second have been read, and most packets wait;
        // where the machine was busy and it became more than a second, as many are awaited as it was longer.
        string first = filter.Length > 0 ? "" : Read(trace.StandardOutput, TimeSpan.FromSeconds(told.GetProperty("seconds").GetDouble() - 1), Upcalls(told));
        Signals.Send(pid, "INT");
        var result = OvsTopProgram.Complete(trace, []);
        Assert.Equal(130, result.ExitCode);
        Assert.Equal(filter.Length > 0 ? 0 : Upcalls(told), Packets(first + result.Out).Sum(Rounds));
        Assert.True(vswitchd.IsRunning);
    }

    private static long Upcalls(JsonElement told) => told.GetProperty("counts").GetProperty("recv_upcall").GetInt64();

    private static long Rounds(JsonElement packet) => packet.GetProperty("rounds").GetArrayLength() + packet.GetProperty("rounds_missing").GetInt64();

    /// <summary>Lines up to a packet that came so long after the first; or up to the last one.</summary>
    private static string Read(StreamReader output, TimeSpan span, long upcalls)
    {
        var lines = new StringBuilder();
        JsonElement? first = null;
        for (bool more = true; more;)
        {
            string line = output.ReadLine() ?? "";
            lines.AppendLine(line);
            var packet = Json.Parse(line);
            first ??= packet;
            more = packet.GetProperty("ts").GetInt64() < first.Value.GetProperty("ts").GetInt64() + span.TotalNanoseconds && (upcalls -= Rounds(packet)) > 0;
        }

        return lines.ToString();
    }

    private static List<JsonElement> Packets(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
