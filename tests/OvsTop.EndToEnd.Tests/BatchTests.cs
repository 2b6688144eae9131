using OvsTop.EndToEnd.Tests.Running;

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
    public void An_interrupt_ends_it_with_130_after_the_lines_it_has_written()
    {
        // A pipe that stays open: batch waits for more of the recording.
        var batch = OvsTopProgram.Start("batch", "--from", "-", "--format", "json");
        batch.StandardInput.BaseStream.Write(Captures.Text("l4-flow-limit"));
        batch.StandardInput.BaseStream.Flush();
        string first = batch.StandardOutput.ReadLine()!;
        Signals.Send(batch.Id, "INT");
        string rest = batch.StandardOutput.ReadToEnd();
        string error = batch.StandardError.ReadToEnd();
        var result = OvsTopProgram.Complete(batch, []);
        Assert.Equal((130, ""), (result.ExitCode, error));
        Assert.All((string[])[first, .. rest.Split('\n', StringSplitOptions.RemoveEmptyEntries)], line => Json.Parse(line));
    }

    private static string[] Batch(params string[] options) => OvsTopProgram.Run(["batch", "--from", FlowLimit, .. options]).AssertDone().Lines;
}
