using System.Text.Json;
using OvsTop.Analysis.Reports;
using OvsTop.Tests.Support;

namespace OvsTop.Analysis.Tests;

/// <summary>A report answers what upcall_cost.py answers, with the same numbers.</summary>
public sealed class UpcallCostTests
{
    private static readonly UpcallCostScript Script = new(Path.Combine(AppContext.BaseDirectory, "captures", "l4-udp-idle.jsonl.gz"));
    private static readonly JsonElement Report = Parse("l4-udp-idle");

    [Fact]
    public void Events_per_type() => Assert.Equal(
        Script.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value)),
        Report.GetProperty("counts").EnumerateObject().Where(c => Script.Counts.ContainsKey(c.Name)).OrderBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => (c.Name, c.Value.GetInt32())));

    [Fact]
    public void Upcalls_per_thread() => Assert.Equal(
        Script.Threads.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value)),
        Report.GetProperty("handlers").EnumerateArray().Select(h => (h.GetProperty("name").GetString()!, h.GetProperty("upcalls").GetInt32())));

    [Fact]
    public void Upcalls_per_batch() => Assert.Equal(
        Script.Batches.GroupBy(size => size).OrderBy(size => size.Key).Select(size => ($"{size.Key}", size.Count())),
        Report.GetProperty("batch_sizes").EnumerateObject().Select(size => (size.Name, size.Value.GetInt32())));

    [Theory]
    [InlineData("queue")]
    [InlineData("translate")]
    [InlineData("translate execute")]
    [InlineData("wait put")]
    [InlineData("kernel put")]
    [InlineData("wait execute")]
    [InlineData("kernel execute")]
    [InlineData("overhead")]
    [InlineData("total")]
    public void Times_and_their_medians(string stage)
    {
        double[] us = Script.Of(stage);
        Check(Report, stage, us.Length, us[0], us[^1], us.Average(), us[(us.Length - 1) / 2]);
    }

    /// <summary>What upcall_cost.py itself printed for the captures, written in its own format; medians are between the two middle ones.</summary>
    [Theory]
    [InlineData("l4-udp-idle", "queue", 400, 447.839, 10805.675, 876.930320, 778.9030)]
    [InlineData("l4-udp-idle", "wait execute", 400, 263.634, 3846.079, 580.881565, 436.3465)]
    [InlineData("l4-udp-idle", "overhead", 400, 802.378, 11460.983, 1586.369537, 1481.8415)]
    [InlineData("l4-udp-idle", "total", 400, 1366.449, 12912.159, 2582.680332, 2498.5240)]
    [InlineData("ct2-one", "overhead", 8, 267.780, 5351.005, 2817.237625, 2878.6455)]
    [InlineData("ct1-tcp", "overhead", 5, 450.481, 6993.346, 2225.725400, 980.6330)]
    [InlineData("ct1-tcp", "wait execute", 5, 119.218, 3015.270, 885.339200, 456.3210)]
    [InlineData("l4-flow-limit", "overhead", 354, 594.036, 4718.802, 1149.800277, 1024.1075)]
    [InlineData("l4-flow-limit", "total", 600, 678.803, 8275.379, 1617.257300, 1452.9870)]
    [InlineData("l4-storm", "queue", 4000, 144.240, 37590.615, 3239.823144, 865.8975)]
    [InlineData("l4-storm", "wait execute", 4000, 97.756, 12526.473, 928.264189, 432.0895)]
    [InlineData("l4-storm", "overhead", 4000, 327.017, 41232.400, 4184.683776, 1331.7020)]
    [InlineData("l4-storm", "total", 4000, 465.274, 55566.189, 6512.185838, 1732.6300)]
    public void The_figures_of_the_script(string capture, string stage, int count, double min, double max, double mean, double median) =>
        Check(Parse(capture), stage, count, min, max, mean, median);

    private static void Check(JsonElement report, string stage, int count, double min, double max, double mean, double median)
    {
        var us = report.GetProperty("latency_us").GetProperty(stage.Replace(' ', '_'));
        Assert.Equal(count, us.GetProperty("count").GetInt32());
        Assert.Equal(min, us.GetProperty("min").GetDouble(), 0.0005);
        Assert.Equal(max, us.GetProperty("max").GetDouble(), 0.0005);
        Assert.Equal(mean, us.GetProperty("mean").GetDouble(), 0.001);
        // Half of a few values lies between two far apart: the tool gives the lower one.
        Assert.InRange(us.GetProperty("p50").GetDouble(), median / (count < 10 ? 2 : 1.125), median * 1.125);
    }

    private static JsonElement Parse(string capture)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(stream, Captures.Report(capture));
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
