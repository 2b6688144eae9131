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
    [InlineData("  queue min", "447.839", "308.28", "-139.559", "-31.2%")]
    [InlineData("upcalls_without_put", "0", "246", "+246")]
    public void A_line_has_both_the_difference_and_the_change(string name, params string[] columns) =>
        Assert.Contains(Lines, line => line.StartsWith(name + " ", StringComparison.Ordinal) && line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).SequenceEqual(columns));

    [Fact]
    public void Every_line_fits_80_columns() => Assert.All(Lines, line => Assert.InRange(line.Length, 0, 80));

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

    private static string Text(ReportComparison comparison)
    {
        using var text = new StringWriter { NewLine = "\n" };
        comparison.WriteText(text);
        return text.ToString();
    }
}
