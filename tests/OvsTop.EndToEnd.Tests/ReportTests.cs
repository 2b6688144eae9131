using OvsTop.EndToEnd.Tests.Running;

namespace OvsTop.EndToEnd.Tests;

/// <summary>What ovstop says about recordings of real switches; the true counts come from dpctl/show and the generated traffic.</summary>
public sealed class ReportTests
{
    [Theory]
    [InlineData("ct1-tcp", "counts.recv_upcall", 5)]
    [InlineData("ct2-one", "counts.recv_upcall", 8)]
    [InlineData("ct2-one", "counts.op_flow_put", 8)]
    [InlineData("ct2-one", "counts.op_flow_execute", 8)]
    [InlineData("l4-udp-idle", "counts.recv_upcall", 400)]
    [InlineData("l4-udp-idle", "counts.op_flow_del", 400)]
    [InlineData("l4-udp-idle", "revalidator.deletes.FLOW_IDLE", 400)]
    [InlineData("l4-flow-limit", "counts.recv_upcall", 600)]
    [InlineData("l4-flow-limit", "counts.op_flow_put", 354)]
    [InlineData("l4-flow-limit", "upcalls_without_put", 246)]
    [InlineData("l4-flow-limit", "revalidator.delete", 315)]
    [InlineData("l4-flow-limit", "revalidator.deletes.FLOW_IDLE", 315)]
    [InlineData("l4-rule-change", "counts.recv_upcall", 20)]
    [InlineData("l4-rule-change", "revalidator.retranslations", 40)]
    [InlineData("l4-rule-change", "revalidator.deletes.PURGE", 20)]
    [InlineData("l4-storm", "counts.recv_upcall", 4000)]
    [InlineData("l4-storm", "counts.op_flow_put", 4000)]
    [InlineData("l4-storm", "counts.op_flow_execute", 4000)]
    [InlineData("l4-storm", "revalidator.keep", 71452)]
    public void A_report_gives_the_true_counts(string capture, string path, long count)
    {
        var report = Reported.Value[capture];
        Assert.Equal(count, report.At(path).GetInt64());
        Assert.Equal(0, report.At("lost.details").GetInt64());
        Assert.Equal("1.0", report.At("ovstop").GetString());
        Assert.Equal($"{capture}.jsonl.gz", report.At("source").GetString());
    }

    [Theory]
    [InlineData("l4-flow-limit", "FLOW_IDLE")]
    [InlineData("l4-rule-change", "PURGE")]
    [InlineData("l4-udp-idle", "FLOW_IDLE")]
    public void All_deletes_have_the_one_true_reason(string capture, string reason)
    {
        var revalidator = Reported.Value[capture].GetProperty("revalidator");
        Assert.Equal([reason], revalidator.GetProperty("deletes").EnumerateObject().Select(r => r.Name));
        Assert.Equal(0, revalidator.At("deletes_unexplained").GetInt64());
    }

    [Fact]
    public void Handlers_add_up_to_the_counts()
    {
        foreach (var report in Reported.Value.Values)
        {
            var handlers = report.GetProperty("handlers").EnumerateArray().Append(report.GetProperty("handlers_other")).ToArray();
            var counts = report.Counts();
            Assert.Equal(counts["recv_upcall"], handlers.Sum(h => h.At("upcalls").GetInt64()));
            Assert.Equal(counts["op_flow_put"], handlers.Sum(h => h.At("puts").GetInt64()));
            Assert.Equal(counts["op_flow_execute"], handlers.Sum(h => h.At("executes").GetInt64()));
        }
    }

    [Fact]
    public void The_text_says_the_same()
    {
        var lines = OvsTopProgram.Run("report", Captures.PathOf("l4-flow-limit")).AssertDone().Lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.Contains(lines, line => line is ["recv_upcall", "600", ..]);
        Assert.Contains(lines, line => line is ["op_flow_put", "354", ..]);
        Assert.Contains(lines, line => line is ["handler1", "(518)", "318", "53.0%", "169", "318", "149"]);
        Assert.Contains(lines, line => line is ["total", "600", "100.0%", "354", "600", "246"]);
        Assert.Contains(lines, line => line is ["FLOW_IDLE", "315", "100.0%", ..]);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void A_stream_gives_what_its_file_gives(string format)
    {
        string file = OvsTopProgram.Run("report", Captures.PathOf("ct2-one"), "--format", format).AssertDone().Out;
        string plain = OvsTopProgram.RunWithInput(Captures.Text("ct2-one"), "report", "-", "--format", format).AssertDone().Out;
        string compressed = OvsTopProgram.RunWithInput(File.ReadAllBytes(Captures.PathOf("ct2-one")), "report", "-", "-f", format).AssertDone().Out;
        Assert.Equal(file.Replace("ct2-one.jsonl.gz", "standard input", StringComparison.Ordinal), plain);
        Assert.Equal(plain, compressed);
    }

    [Fact]
    public void Histograms_have_the_bins_asked_for()
    {
        var report = Json.Parse(OvsTopProgram.Run("report", Captures.PathOf("l4-storm"), "--format", "json", "--bins", "5").AssertDone().Out);
        var total = report.At("histograms_us.total").EnumerateObject().Select(bin => bin.Value.GetInt64()).ToArray();
        Assert.Equal((5, 4000L), (total.Length, total.Sum()));
        Assert.Contains(OvsTopProgram.Run("report", Captures.PathOf("l4-storm")).AssertDone().Lines, line => line.StartsWith("total: kernel upcall -> kernel execute", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_recordings_are_compared()
    {
        string a = Captures.PathOf("l4-udp-idle"), b = Captures.PathOf("l4-flow-limit");
        var both = Json.Parse(OvsTopProgram.Run("report", a, "--compare", b, "--format", "json").AssertDone().Out);
        Assert.Equal((400, 600, 200), (both.At("a.counts.recv_upcall").GetInt32(), both.At("b.counts.recv_upcall").GetInt32(), both.At("difference.counts.recv_upcall").GetInt32()));
        var lines = OvsTopProgram.Run("report", a, "--compare", b, "--handler", "handler2").AssertDone().Lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.Contains(lines, line => line is ["recv_upcall", "191", "282", "+91", "+47.6%"]);
    }

    [Theory]
    [InlineData("--bins 0", 2, "--bins is '0'")]
    [InlineData("--handler nobody", 1, "no handler 'nobody'; there are handler1 (518), handler2 (519)")]
    [InlineData("--compare /proc/nonexistent", 1, "cannot read /proc/nonexistent: no such file")]
    public void A_bad_option_is_one_line(string options, int exitCode, string complaint) =>
        OvsTopProgram.Run(["report", Captures.PathOf("l4-flow-limit"), .. options.Split(' ')]).AssertRefused(exitCode, complaint);

    private static readonly Lazy<Dictionary<string, System.Text.Json.JsonElement>> Reported = new(() =>
        new[] { "ct1-tcp", "ct2-one", "l4-udp-idle", "l4-flow-limit", "l4-rule-change", "l4-storm" }
            .ToDictionary(name => name, name => Json.Parse(OvsTopProgram.Run("report", Captures.PathOf(name), "--format", "json").AssertDone().Out)));
}
