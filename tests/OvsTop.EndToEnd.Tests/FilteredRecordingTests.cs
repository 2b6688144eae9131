using OvsTop.EndToEnd.Tests.Running;

namespace OvsTop.EndToEnd.Tests;

/// <summary><c>--filter</c> of commands without a screen.</summary>
public sealed class FilteredRecordingTests
{
    private static readonly string Capture = Captures.PathOf("ct2-one");

    [Fact]
    public void A_filtered_report_keeps_all_packets_beside_those_that_match()
    {
        var all = Json.Parse(OvsTopProgram.Run("report", Capture, "--format", "json").AssertDone().Out);
        var icmp = Json.Parse(OvsTopProgram.Run("report", Capture, "--format", "json", "--filter", "icmp").AssertDone().Out);
        var other = Json.Parse(OvsTopProgram.Run("report", Capture, "--format", "json", "--filter", "not icmp").AssertDone().Out);
        long upcalls = Upcalls(all);
        Assert.InRange(Upcalls(icmp), 1, upcalls - 1);
        Assert.Equal(upcalls, Upcalls(icmp) + Upcalls(other));
        Assert.Equal(upcalls, icmp.At("filter").At("all_counts").GetProperty("recv_upcall").GetInt64());
        Assert.Equal(("icmp", true), (icmp.At("filter.expression").GetString(), icmp.At("filter.exact").GetBoolean()));
    }

    [Fact]
    public void A_filtered_batch_says_what_matches_and_of_how_many()
    {
        string text = OvsTopProgram.Run("batch", "--from", Capture, "-n", "1", "--filter", "icmp").AssertDone().Out;
        Assert.Contains("Filter: icmp\n", text, StringComparison.Ordinal);
        Assert.Matches(@" of \S+ upcalls/s match, ", text);
        Assert.Matches(@"(?m)^ +all  ", text);
    }

    private static long Upcalls(System.Text.Json.JsonElement report) => report.Counts().GetValueOrDefault("recv_upcall");
}
