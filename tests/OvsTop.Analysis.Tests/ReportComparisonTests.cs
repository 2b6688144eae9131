using System.Text.Json;
using OvsTop.Analysis.Reports;

namespace OvsTop.Analysis.Tests;

public sealed class ReportComparisonTests
{
    private static readonly ReportComparison Comparison = new(Captures.Report("l4-udp-idle"), Captures.Report("l4-flow-limit"));
    private static readonly string[] Lines = Text(Comparison).Split('\n');

    [Fact]
    public void The_text_of_a_comparison() => Golden.Verify("compare.txt", Text(Comparison));

    [Theory]
    [InlineData("  recv_upcall", "400", "600", "+200", "+50.0%")]
    [InlineData("  handler1 upcalls", "209", "318", "+109", "+52.2%")]
    [InlineData("  dump_ms_max", "36", "7", "-29", "-80.6%")]
    [InlineData("  deletes FLOW_IDLE", "400", "315", "-85", "-21.3%")]
    [InlineData("  2", "1", "0", "-1", "-100.0%")]
    [InlineData("  queue min", "447.8", "308.3", "-139.6", "-31.2%")]
    [InlineData("  handler1 share, %", "52.3", "53", "+0.75")]
    [InlineData("  in_port 2", "400", "600", "+200", "+50.0%")]
    [InlineData("upcalls_without_put", "0", "246", "+246")]
    public void A_line_has_both_the_difference_and_the_change(string name, params string[] columns) =>
        Assert.Contains(Lines, line => line.StartsWith(name + " ", StringComparison.Ordinal) && line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).SequenceEqual(columns));

    [Fact]
    public void Every_line_fits_80_columns() => Assert.All(Lines, line => Assert.InRange(line.Length, 0, 80));

    /// <summary>The idle recording is four times as long as the storm: only by second it shows that the main loop turns as often.</summary>
    [Fact]
    public void Recordings_of_different_length_are_compared_by_second()
    {
        string[] lines = Text(new ReportComparison(Captures.Report("l4-udp-idle"), Captures.Report("l4-storm"))).Split('\n');
        int seconds = Array.IndexOf(lines, "counts per second"), counts = Array.IndexOf(lines, "counts");
        Assert.InRange(seconds, 1, counts);
        Assert.Equal(["recv_upcall", "18.7", "727.3", "+708.6", "+3790.9%"], Words(lines[seconds..counts].Single(line => line.StartsWith("  recv_upcall ", StringComparison.Ordinal))));
        Assert.Equal(["run_start", "2.43", "2.91", "+0.48", "+19.7%"], Words(lines[seconds + 1]));
        Assert.Equal(["run_start", "52", "16", "-36", "-69.2%"], Words(lines[counts + 1]));
    }

    [Fact]
    public void Findings_are_words_and_what_says_nothing_is_left_out()
    {
        string text = Text(new ReportComparison(Captures.Report("l4-udp-idle"), Captures.Report("l4-storm")));
        Assert.Contains("\n  A  nothing unusual in what it tells\n  B  storm by miss: 1,976 upcalls/s for packets that never had a flow, 1,948\n     flows/s put", text);
        Assert.DoesNotMatch(@"(?m) first_s |handlers_other|links lost| bound|flow udp|^  \S.* 0 +0 +0$", text);
    }

    /// <summary>A name too long for its column has a line of its own.</summary>
    [Fact]
    public void Long_names_are_whole()
    {
        string[] lines = Text(new ReportComparison(Captures.Report("ct1-tcp"), Captures.Report("ct2-one"))).Split('\n');
        int at = Array.FindIndex(lines, line => line.StartsWith("  flow tcp ", StringComparison.Ordinal));
        Assert.DoesNotContain('~', lines[at]);
        Assert.Equal(["3", "0", "-3", "-100.0%"], Words(lines[at + 1]));
        Assert.Contains(lines, line => Words(line) is ["source", "10.88.0.1", "3", "4", "+1", "+33.3%"]);
    }

    [Fact]
    public void The_json_has_both_reports_and_the_difference()
    {
        using var stream = new MemoryStream();
        Comparison.WriteJson(stream);
        var json = JsonDocument.Parse(stream.ToArray()).RootElement;
        Assert.Equal(400, json.GetProperty("a").GetProperty("counts").GetProperty("recv_upcall").GetInt32());
        Assert.Equal("l4-flow-limit.jsonl.gz", json.GetProperty("b").GetProperty("source").GetString());
        var difference = json.GetProperty("difference");
        Assert.Equal(200, difference.GetProperty("counts").GetProperty("recv_upcall").GetInt32());
        Assert.Equal(-46, difference.GetProperty("counts").GetProperty("op_flow_put").GetInt32());
        Assert.Equal(109, difference.GetProperty("handlers").GetProperty("handler1").GetProperty("upcalls").GetInt32());
        Assert.Equal(-85, difference.GetProperty("revalidator").GetProperty("deletes").GetProperty("FLOW_IDLE").GetInt32());
    }

    [Fact]
    public void What_only_one_has_counted_is_compared_with_zero_and_what_only_one_has_measured_is_not()
    {
        using var stream = new MemoryStream();
        new ReportComparison(Captures.Report("l4-rule-change"), Captures.Report("l4-storm")).WriteJson(stream);
        var difference = JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("difference");
        Assert.Equal(-40, difference.GetProperty("counts").GetProperty("revalidate_entry").GetInt32());
        Assert.Equal(-20, difference.GetProperty("revalidator").GetProperty("deletes").GetProperty("PURGE").GetInt32());
        Assert.Equal(5, difference.GetProperty("batch_sizes").GetProperty("64").GetInt32());
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(ReportComparison comparison)
    {
        using var text = new StringWriter { NewLine = "\n" };
        comparison.WriteText(text);
        return text.ToString();
    }
}
