using System.Reactive.Linq;
using System.Text;
using System.Text.Json;
using OvsTop.Analysis.Reports;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Tests;

public sealed class HandlerReportTests
{
    [Theory]
    [InlineData("handler1")]
    [InlineData("518")]
    public void One_handler_has_its_own_counts_and_times(string handler)
    {
        var last = Read("l4-flow-limit", handler).Last;
        var row = Assert.Single(last.Upcalls.Handlers);
        Assert.Equal((518u, 318ul, 169ul, 318ul), (row.Tid, row.Upcalls, row.Puts, row.Executes));
        Assert.Equal(318ul, last.Upcalls.Total.Upcalls);
        Assert.Equal(318ul, last.Counts.Single(c => c.Probe.EventName == "recv_upcall").Total);
        Assert.Equal(
            [("queue", 318ul), ("translate", 169ul), ("translate execute", 318ul), ("wait put", 169ul), ("kernel put", 169ul), ("wait execute", 318ul), ("kernel execute", 318ul), ("total", 318ul)],
            last.Latency.Stages.Select(s => (s.Name, s.Total.Count)));
        Assert.DoesNotContain(last.Counts, c => c.Probe.EventName is "ovs_dp_upcall" or "run_start" or "flow_result");
    }

    [Fact]
    public void The_handlers_add_up_to_the_whole()
    {
        var whole = Captures.Play("l4-storm")[^1].Latency.Stages;
        var first = Read("l4-storm", "handler1").Last.Latency.Stages;
        var second = Read("l4-storm", "handler2").Last.Latency.Stages;
        Assert.Equal(
            whole.Select(s => (s.Name, s.Total.Count, Math.Round(s.Total.Count * s.Total.MeanUs, 0))),
            first.Zip(second, (a, b) =>
                (a.Name, a.Total.Count + b.Total.Count, Math.Round((a.Total.Count * a.Total.MeanUs) + (b.Total.Count * b.Total.MeanUs), 0))));
    }

    [Fact]
    public void Two_handlers_can_be_named()
    {
        var last = Read("l4-storm", "handler1, handler2").Last;
        Assert.Equal(4000ul, last.Upcalls.Total.Upcalls);
        Assert.Equal("handler1 (518), handler2 (519)", last.OnlyHandlers);
    }

    [Fact]
    public void What_cannot_be_split_is_said_and_left_out()
    {
        var report = Read("l4-flow-limit", "handler2");
        using var text = new StringWriter();
        ReportText.Write(text, report);
        Assert.Contains("only handler2 (519)", text.ToString());
        Assert.Contains("belong to no handler: kernel upcalls, revalidation, main loop", text.ToString());
        Assert.DoesNotContain("Revalidator", text.ToString());
        Assert.DoesNotContain("Main loop", text.ToString());
        using var stream = new MemoryStream();
        ReportJson.Write(stream, report);
        var json = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("revalidator").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("main_loop_us").ValueKind);
        Assert.Equal("handler2 (519)", json.GetProperty("handler").GetProperty("only").GetString());
    }

    [Fact]
    public void An_unknown_handler_is_told_which_there_are()
    {
        var e = Assert.Throws<SourceException>(() => Read("l4-storm", "handler9"));
        Assert.Equal("l4-storm.jsonl.gz: no handler 'handler9'; there are handler1 (518), handler2 (519)", e.Message);
        Assert.Throws<SourceException>(() => Read("l4-storm", "revalidator3"));
    }

    private static Report Read(string capture, string handler)
    {
        using var source = Captures.Open(capture);
        return Report.Of(source, handler).Wait();
    }
}
