using System.Text.Json;
using OvsTop.EndToEnd.Tests.Running;

namespace OvsTop.EndToEnd.Tests;

public sealed class TraceCommandTests
{
    [Fact]
    public void A_packet_is_shown_with_all_its_rounds_and_what_ties_them()
    {
        var result = OvsTopProgram.Run("trace", "udp,tp_dst=5353", "--from", Captures.PathOf("ct2-one"), "--count", "1");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] heads = [.. result.Out.Split('\n').Where(line => line.StartsWith("  R", StringComparison.Ordinal))];
        Assert.Equal(
        [
            "  R0  recirc 0x0  handler2",
            "  R1  recirc 0x4  handler1  exact: run inside the execute of the round before",
            "  R2  recirc 0x5  handler1  exact: run inside the execute of the round before",
        ], heads);
        Assert.Contains("udp 10.88.0.1:40001 > 10.88.0.2:5353  3 rounds  -> 1", result.Out, StringComparison.Ordinal);
        Assert.Contains("dp  ct(commit,zone=1,mark=0x7/0xffffffff),ct(zone=2),recirc(0x5)   flow 205a631a-b08a-44d4-9363-6812fe9f0005", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_on_a_later_round_or_on_the_result_selects_whole_packets()
    {
        var byZone = Packets("ct_zone=2", "ct2-one");
        Assert.NotEmpty(byZone);
        Assert.All(byZone, packet => Assert.True(packet.GetProperty("rounds").GetArrayLength() >= 2));
        var dropped = Packets("verdict=drop", "ct2-one");
        Assert.NotEmpty(dropped);
        Assert.All(dropped, packet => Assert.Equal("drop", packet.GetProperty("verdict").GetString()));
        var all = Packets(null, "ct2-one");
        Assert.Equal(all.Count, dropped.Count + Packets("not verdict=drop", "ct2-one").Count + all.Count(p => p.GetProperty("verdict").GetString() is "cached" or "unknown"));
    }

    [Fact]
    public void When_nothing_matches_it_ends_with_1()
    {
        var result = OvsTopProgram.Run("trace", "tcp,tp_dst=1", "--from", Captures.PathOf("ct2-one"));
        Assert.Equal((1, ""), (result.ExitCode, result.Out));
    }

    [Theory]
    [InlineData("tpdst=80", "unknown field")]
    public void A_wrong_filter_is_shown_with_its_place(string filter, string message)
    {
        var result = OvsTopProgram.Run("trace", filter, "--from", Captures.PathOf("ct2-one"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("^", result.Error, StringComparison.Ordinal);
    }

    private static List<JsonElement> Packets(string? filter, string capture)
    {
        string[] arguments = ["trace", "--json", "--from", Captures.PathOf(capture)];
        var result = OvsTopProgram.Run(filter is null ? arguments : [.. arguments, filter]);
        return [.. result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
