using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

public sealed class BatchTests
{
    private static readonly string FlowLimit = Captures.PathOf("l4-flow-limit");

    [Fact]
    public void Every_line_is_a_snapshot_and_the_last_one_counts_what_the_report_counts()
    {
        var lines = Batch("--format", "json").Select(Json.Parse).ToArray();
        var report = Json.Parse(OvsTopProgram.Run("report", FlowLimit, "--format", "json").AssertDone().Out);
        Assert.Equal(10, lines.Length);
        Assert.Equal(Enumerable.Range(1, 10), lines.Select(line => line.At("interval.number").GetInt32()));
        Assert.Equal(report.Counts(), lines[^1].Counts());
        foreach (string path in (string[])["handlers", "handlers_other", "latency_us", "revalidator", "main_loop_us", "batch_sizes", "upcalls_without_put", "lost"])
        {
            Assert.Equal(report.At(path).ToString().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), lines[^1].At(path).ToString().Replace(" ", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Intervals_add_up_to_the_counts()
    {
        var lines = Batch("--format", "json", "--interval", "500ms").Select(Json.Parse).ToArray();
        double upcalls = lines.Sum(line => line.GetProperty("interval").GetProperty("handlers").EnumerateArray().Sum(h => h.At("upcalls_per_s").GetDouble())
            * line.At("interval.seconds").GetDouble());
        Assert.Equal(600, upcalls, 0.5);
    }

    [Fact]
    public void A_number_of_snapshots_is_kept_to()
    {
        Assert.Equal(3, Batch("--format", "json", "-n", "3").Length);
        string[] text = Batch("--count", "2");
        Assert.Equal(2, text.Count(line => line.StartsWith("ovstop - ", StringComparison.Ordinal)));
        Assert.StartsWith("ovstop - 1.0 s, interval 1.0 s, l4-flow-limit.jsonl.gz", text[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch --interval 100ms --format text --from")]
    [InlineData("batch --interval 100ms --format json --from")]
    [InlineData("batch --interval 100ms --format csv --from")]
    [InlineData("batch --interval 100ms --format openmetrics --from")]
    [InlineData("batch --interval 100ms --format prometheus --from")]
    [InlineData("report --format text")]
    [InlineData("report --format json")]
    public void A_reader_who_has_seen_enough_ends_it_quietly(string command)
    {
        // More than a pipe holds, so that the program is still writing when its reader is gone.
        string capture = Captures.PathOf("l4-storm");
        var result = OvsTopProgram.RunAs("bash", "-c", $"{OvsTopProgram.Path} {command} {capture} | head -n 1; echo ${{PIPESTATUS[0]}}");
        result.AssertDone();
        Assert.Equal(2, result.Lines.Length);
        Assert.Equal("0", result.Lines[1]);
    }

    [Theory]
    [InlineData("batch --from")]
    [InlineData("report")]
    [InlineData("report --format json")]
    public void A_full_disk_behind_the_output_is_a_failure(string command)
    {
        var result = OvsTopProgram.RunAs("sh", "-c", $"{OvsTopProgram.Path} {command} {Captures.PathOf("ct2-one")} >/dev/full");
        result.AssertRefused(1, "No space left on device");
    }

    [Fact]
    public void Csv_has_its_header_once()
    {
        string[] lines = Batch("--format", "csv", "-n", "3");
        Assert.StartsWith("time,elapsed_s,interval_s,handler,tid,upcalls_total,", lines[0], StringComparison.Ordinal);
        Assert.Single(lines, line => line.StartsWith("time,", StringComparison.Ordinal));
        Assert.Equal(3, lines.Count(line => line.Contains(",total,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Metrics_on_standard_output_are_a_document_a_snapshot()
    {
        string[] lines = Batch("--format", "openmetrics");
        Assert.Equal(10, lines.Count(line => line == "# EOF"));
        Assert.Equal("# EOF", lines[^1]);
        Assert.Equal("ovstop_upcalls_total{handler=\"handler1\"} 318", lines.Last(line => line.StartsWith("ovstop_upcalls_total{handler=\"handler1\"}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_metrics_file_holds_the_last_snapshot_and_nothing_stays_beside_it()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "ovstop.prom");
        File.WriteAllText(path, "old");
        var result = OvsTopProgram.Run("batch", "--from", FlowLimit, "--format", "prometheus", "-o", path).AssertDone();
        Assert.Equal("", result.Out);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
        string[] lines = File.ReadAllLines(path);
        Assert.Contains("# TYPE ovstop_upcalls_total counter", lines);
        Assert.Contains("ovstop_probe_hits_total{probe=\"recv_upcall\"} 600", lines);
        Assert.DoesNotContain("# EOF", lines);
    }

    [Fact]
    public async Task A_metrics_file_is_never_seen_half_written()
    {
        // A pipe keeps the program at it; what the name leads to is always a whole document.
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "ovstop.om");
        var batch = OvsTopProgram.Start("batch", "--from", "-", "--interval", "100ms", "--format", "openmetrics", "-o", path);
        var feed = Task.Run(() =>
        {
            batch.StandardInput.BaseStream.Write(Captures.Text("l4-storm"));
            batch.StandardInput.Close();
        });
        int seen = 0;
        for (bool last = false; !last; await Task.Delay(1))
        {
            last = batch.HasExited;
            if (File.Exists(path))
            {
                seen++;
                Assert.EndsWith("\n# EOF\n", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
            }
        }

        await feed;
        Assert.True(seen > 0);
        Assert.Equal(0, batch.ExitCode);
        batch.Dispose();
    }

    [Theory]
    [InlineData("--format csv -o /tmp/x", 2, "--output is for --format openmetrics and prometheus, not for csv")]
    [InlineData("-o /tmp/x", 2, "not for text")]
    [InlineData("--format prometheus -o /proc/nonexistent/x.prom", 1, "cannot write /proc/nonexistent/x.prom")]
    [InlineData("--format xml", 2, "--format is 'xml', allowed is text or json or csv or openmetrics or prometheus")]
    public void A_bad_option_is_one_line(string options, int exitCode, string complaint) =>
        OvsTopProgram.Run(["batch", "--from", FlowLimit, .. options.Split(' ')]).AssertRefused(exitCode, complaint);

    [Fact]
    public async Task An_interrupt_ends_it_with_130_after_the_lines_it_has_written()
    {
        // A pipe that stays open: batch waits for more of the recording. It is written while the lines are read, of which a pipe does not hold all.
        using var batch = OvsTopProgram.Start("batch", "--from", "-", "--format", "json");
        var writing = Task.Run(() => batch.StandardInput.BaseStream.Write(Captures.Text("l4-flow-limit")));
        string first = batch.StandardOutput.ReadLine()!;
        Signals.Send(batch.Id, "INT");
        var (rest, error) = (batch.StandardOutput.ReadToEndAsync(), batch.StandardError.ReadToEndAsync());
        Assert.True(batch.WaitForExit(TimeSpan.FromMinutes(1)), "it still runs");
        await Record.ExceptionAsync(() => writing); // Whether it has read everything by then is not asked.
        Assert.Equal((130, ""), (batch.ExitCode, await error));
        Assert.All((string[])[first, .. (await rest).Split('\n', StringSplitOptions.RemoveEmptyEntries)], line => Json.Parse(line));
    }

    private static string[] Batch(params string[] options) => OvsTopProgram.Run(["batch", "--from", FlowLimit, .. options]).AssertDone().Lines;
}
