using System.Reactive.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OvsTop.Analysis.Reports;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Replay;

namespace OvsTop.Analysis.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly HandSource _source = new();

    public void Dispose() => _source.Dispose();

    [Theory]
    [InlineData("l4-flow-limit")]
    [InlineData("l4-rule-change")]
    public void The_json_report_of_a_capture(string capture) => Golden.Verify(capture + ".json", Json(Captures.Report(capture)));

    [Theory]
    [InlineData("l4-storm")]
    [InlineData("l4-flow-limit")]
    public void The_text_report_of_a_capture(string capture) => Golden.Verify(capture + ".txt", Text(Captures.Report(capture)));

    [Fact]
    public void Batch_text_is_a_block_an_interval()
    {
        using var text = new StringWriter { NewLine = "\n" };
        var batch = new BatchText(text);
        foreach (var snapshot in Captures.Play("l4-flow-limit").Skip(2).Take(3))
        {
            batch.Write(snapshot);
        }

        Golden.Verify("batch.txt", text.ToString());
    }

    [Fact]
    public void Batch_json_is_an_object_a_line()
    {
        using var stream = new MemoryStream();
        var batch = new BatchJson(stream);
        var snapshots = Captures.Play("l4-flow-limit").Skip(2).Take(3).ToList();
        foreach (var snapshot in snapshots)
        {
            batch.Write(snapshot);
        }

        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        Assert.Equal(4, lines.Length);
        Golden.Verify("batch-line.json", lines[1] + "\n");
        for (int i = 0; i < snapshots.Count; i++)
        {
            var root = JsonDocument.Parse(lines[i]).RootElement;
            Assert.Equal(snapshots[i].Number, root.GetProperty("interval").GetProperty("number").GetInt64());
            Assert.Equal(
                snapshots[i].Upcalls.Handlers.Select(h => (h.Tid, h.Upcalls)),
                root.GetProperty("handlers").EnumerateArray().Select(h => (h.GetProperty("tid").GetUInt32(), h.GetProperty("upcalls").GetUInt64())));
        }
    }

    [Theory]
    [InlineData("l4-udp-idle")]
    [InlineData("l4-storm")]
    [InlineData("ct2-one")]
    public void Every_line_of_text_fits_80_columns(string capture)
    {
        using var text = new StringWriter();
        var batch = new BatchText(text);
        ReportText.Write(text, Captures.Report(capture));
        foreach (var snapshot in Captures.Play(capture))
        {
            batch.Write(snapshot);
        }

        Assert.All(text.ToString().Split(text.NewLine), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Huge_numbers_and_long_names_fit_too()
    {
        _source.Info = _source.Info with { Title = new string('x', 500), Notices = [new string('y', 500)], Epoch = DateTimeOffset.UnixEpoch };
        ref var tally = ref _source.Thread(4_194_304, "a-name-too-long-to-show");
        for (int probe = 0; probe < ProbeTable.Slots; probe++)
        {
            tally.Hits[probe] = 999_999_999;
        }

        tally.Batches = 999_999_999;
        tally.BatchSizes[1] = 999_999_999;
        tally.Reasons[1] = 999_999_999;
        for (int stage = 0; stage < ThreadTally.StageCount; stage++)
        {
            tally.Stages[stage].Add(1UL << 41);
            tally.Stages[stage].Add(3);
        }

        var last = Run();
        using var text = new StringWriter();
        ReportText.Write(text, new Report(last));
        new BatchText(text).Write(last);
        Assert.All(text.ToString().Split(text.NewLine), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Names_cannot_reach_the_terminal_raw()
    {
        _source.Info = _source.Info with { Title = "a\u001b[2Jb", Notices = ["c\u0007\u009bd"] };
        _source.Thread(7, "h\u001b]0;x\r").Hits[(int)ProbeId.RecvUpcall] = 1;
        var last = Run();
        using var text = new StringWriter { NewLine = "\n" };
        ReportText.Write(text, new Report(last));
        new BatchText(text).Write(last);
        using var json = new MemoryStream();
        new BatchJson(json).Write(last);
        Assert.DoesNotMatch(new Regex("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f]"), text + Encoding.UTF8.GetString(json.ToArray()));
        Assert.Contains("h?]0;x?", text.ToString());
    }

    [Fact]
    public void What_was_not_measured_is_absent_or_null()
    {
        _source.Hit(7, ProbeId.RecvUpcall, 5);
        var root = JsonDocument.Parse(Json(new Report(Run()))).RootElement;
        Assert.Equal("recv_upcall", Assert.Single(root.GetProperty("counts").EnumerateObject()).Name);
        Assert.Empty(root.GetProperty("latency_us").EnumerateObject());
        Assert.Empty(root.GetProperty("main_loop_us").EnumerateObject());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("revalidator").GetProperty("dump_ms_max").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("revalidator").GetProperty("flow_limit").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("start").ValueKind);
    }

    [Fact]
    public void Times_of_day_come_from_the_epoch_of_the_source()
    {
        _source.Info = _source.Info with { Epoch = new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.FromHours(2)) };
        var last = Run();
        Assert.Equal(new DateTimeOffset(2025, 6, 1, 12, 0, 1, TimeSpan.FromHours(2)), new Report(last).Start);
        Assert.StartsWith("2025-06-01T12:00:01+02:00", JsonDocument.Parse(Json(new Report(last))).RootElement.GetProperty("start").GetString());
    }

    /// <summary>What a file of another tool cannot tell is said once, at the head; nothing else of the report makes up for it with zeros.</summary>
    [Theory]
    [InlineData("ct2-one")]
    [InlineData("l4-flow-limit")]
    public void A_report_of_an_imported_file_has_no_part_that_says_nothing(string capture)
    {
        using var source = ReplaySource.Open(
            Path.Combine(AppContext.BaseDirectory, "foreign", capture + ".upcall_cost.gz"), new ReplayOptions { Speed = double.PositiveInfinity });
        source.SetDimensions(OvsTop.Model.Talkers.TalkerDimensions.All);
        string text = Text(Report.Of(source).Wait());
        Assert.Contains("\n! upcall_cost.py file: no whole flow keys, no actions, no kernel times,", text);
        Assert.Contains("\n  not judged, as this recording does not tell it: lost upcalls, why upcalls were\n", text);
        Assert.Contains(" modified, deletes not recorded\n", text);
        Assert.Contains("\n  kernel put           - needs ovs_flow_cmd_new:enter and\n                         ovs_flow_cmd_new:return, which are missing\n", text);
        Assert.Contains("\nUpcalls by in_port ", text);
        Assert.DoesNotMatch(new Regex("control socket|unreadable|Revalidator|Main loop|flows known|by source|not attached"), text);
    }

    [Fact]
    public void A_capture_of_which_nobody_was_asked_does_not_miss_answers()
    {
        Assert.Empty(Captures.Report("l4-udp-idle").Last.Diagnosis.Unknown);
        Assert.Contains("What this looks like\n  nothing unusual\n\n", Text(Captures.Report("l4-udp-idle")));
    }

    [Fact]
    public void An_empty_source_cannot_be_reported()
    {
        Exception? seen = null;
        using var subscription = Report.Of(_source).Subscribe(_ => { }, e => seen = e);
        _source.End();
        Assert.Equal("by hand: holds no events, nothing to report", Assert.IsType<SourceException>(seen).Message);
    }

    private static string Json(Report report)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(stream, report);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Text(Report report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        ReportText.Write(text, report);
        return text.ToString();
    }

    private Snapshot Run()
    {
        var snapshots = _source.Run();
        _source.At(1);
        _source.At(2);
        return Assert.Single(snapshots);
    }
}
