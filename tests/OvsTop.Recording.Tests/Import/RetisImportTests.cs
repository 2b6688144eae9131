using System.Reactive.Concurrency;
using System.Text;
using System.Text.Json.Nodes;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Export;
using OvsTop.Recording.Replay;
using OvsTop.Recording.Retis;

namespace OvsTop.Recording.Tests.Import;

public sealed class RetisImportTests : IDisposable
{
    private const string Startup =
        """{"common":{"timestamp":1000},"startup":{"retis_version":"v1.6.0","cmdline":"retis collect","clock_monotonic_offset":{"sec":1742309146,"nsec":691042000},"machine":{"kernel_release":"6.12.0","kernel_version":"#1","hardware_name":"x86_64"}}}""";

    private static readonly ProbeId[] Kept =
    [
        ProbeId.DpUpcall, ProbeId.DpUpcallReturn, ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute, ProbeId.FlowCmdNewEnter,
        ProbeId.FlowCmdNewReturn, ProbeId.PacketCmdExecuteEnter, ProbeId.PacketCmdExecuteReturn,
    ];

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"retis-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_path);

    /// <summary>Written by hand from the schema: two upcalls of one handler, the second without a put, between events ovstop has no use for.</summary>
    [Fact]
    public void A_file_by_the_schema_is_read()
    {
        var log = Play(HandWritten(), out var source);
        Assert.Equal([2ul, 2ul, 2ul, 1ul, 2ul], new[] { ProbeId.DpUpcall, ProbeId.DpUpcallReturn, ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute }.Select(log.Hits));
        var handler = log.Thread("handler4");
        Assert.Equal((1240u, 1ul, 2u), (handler.Tid, handler.Batches, handler.BatchMax));
        Assert.Equal((1ul, 30_000ul), (handler.Stages[(int)Stage.Translate].Count, handler.Stages[(int)Stage.Translate].SumNs));
        Assert.Equal((2ul, 71_000ul), (handler.Stages[(int)Stage.TranslateExecute].Count, handler.Stages[(int)Stage.TranslateExecute].SumNs));
        Assert.Equal(0ul, handler.PutsUnmatched + handler.ExecutesUnmatched);

        var upcall = new ProbeEvent(log.Records.First(r => new ProbeEvent(r).Header.Probe == ProbeId.DpUpcall));
        Assert.Equal((4195744766ul, 1, 60u, 18446616568293939200ul), (upcall.Header.Value1, upcall.Header.Argument, upcall.Header.PacketLength, upcall.Header.Subject));
        Assert.Equal("p1_l", log.Names[(int)(upcall.Header.Owner >> 32)]);
        var recv = new ProbeEvent(log.Records.First(r => new ProbeEvent(r).Header.Probe == ProbeId.RecvUpcall));
        Assert.Equal((132u, 60u, 14), (recv.Header.KeyLength, recv.Header.PacketLength, recv.Packet.Length));

        Assert.Equal(new DateTimeOffset(2025, 3, 18, 14, 45, 46, TimeSpan.Zero).AddTicks(6_910_420), source.Info.Epoch);
        Assert.Equal("6.12.0", source.Info.KernelRelease);
        Assert.Equal(
            ["retis v1.6.0 file: no flow keys, no actions, no kernel times, no flow deletes, no main loop, no revalidator dump events, no delete reasons; what needs them is left out", "3 retis events of other probes left aside"],
            source.Info.Notices);
    }

    [Theory]
    [InlineData("udp", 0)]
    [InlineData("len>50", 2)]
    public void A_filter_matches_nothing_of_what_is_not_recorded(string filter, ulong upcalls)
    {
        File.WriteAllText(_path, HandWritten());
        using var source = ReplaySource.Open(_path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        source.SetFilter(FilterCompiler.Compile(Filter.Parse(filter).Filter!));
        using var log = new BatchLog(source);
        Assert.Equal(upcalls, log.Matched.Hits(ProbeId.RecvUpcall));
    }

    [Fact]
    public void Series_of_a_sorted_file_are_put_in_the_order_of_time()
    {
        // As retis sort writes them: one packet's events a line, so that the thread's order is lost.
        var events = HandWritten().Split('\n').Skip(1).ToArray();
        string[] first = [.. events.Where(e => e.Contains("100000", StringComparison.Ordinal) || e.Contains("\"queue_id\":7", StringComparison.Ordinal))];
        string[] second = [.. events.Except(first)];
        var log = Play(string.Join('\n', $"[{Startup}]", $"[{string.Join(',', first)}]", $"[{string.Join(',', second)}]"), out _);
        Assert.Equal(2u, log.Thread("handler4").BatchMax);
        Assert.Equal((30_000ul, 71_000ul), (log.Thread("handler4").Stages[(int)Stage.Translate].SumNs, log.Thread("handler4").Stages[(int)Stage.TranslateExecute].SumNs));
        Assert.Equal(log.Records.Select(r => new ProbeEvent(r).Header.TimeNs).Order(), log.Records.Select(r => new ProbeEvent(r).Header.TimeNs));
    }

    [Fact]
    public void Damaged_lines_are_counted_and_skipped()
    {
        string[] lines = HandWritten().Split('\n');
        string text = string.Join('\n',
        [
            .. lines[..3],
            """{"common":{"timestamp":"soon"},"ovs":{"event_type":"upcall","cmd":1,"port":1,"cpu":1}}""",
            """{"common":{"timestamp":5000},"ovs":{"event_type":"recv_upcall"}}""",
            "{\"common\":{\"timestamp\":5000},",
            "nonsense",
            """{"kernel":{"symbol":"a","probe_type":"kprobe"}}""",
            .. lines[3..],
        ]);
        var log = Play(text, out var source);
        Assert.Equal(2ul, log.Hits(ProbeId.RecvUpcall));
        Assert.Contains(source.Info.Notices, n => n == "line 4 is no event: a section lacks a field or has one of another kind or size; 5 lines skipped");
    }

    [Theory]
    [InlineData("\"comm\":\"handler4\"", "\"comm\":null")]
    [InlineData("\"name\":\"p1_l\"", "\"name\":null")]
    [InlineData("\"symbol\":\"skb:kfree_skb\"", "\"symbol\":null")]
    [InlineData("\"retis_version\":\"v1.6.0\"", "\"retis_version\":null")]
    [InlineData("AgAAAAALAgAAAAAKCAA=", null)]
    public void Text_that_is_null_and_a_packet_longer_than_any_are_bad_lines(string text, string? by)
    {
        Play(HandWritten().Replace(text, by ?? Convert.ToBase64String(new byte[65_536]), StringComparison.Ordinal), out var source);
        Assert.Contains(source.Info.Notices, n => n.Contains(" is no event: a section lacks a field or has one of another kind or size; ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_cut_within_a_line_is_used_up_to_there()
    {
        string text = HandWritten();
        var log = Play(text[..^20], out var source);
        Assert.Equal(2ul, log.Hits(ProbeId.RecvUpcall));
        Assert.Contains(source.Info.Notices, n => n.StartsWith("cut off after line ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ct2-one")]
    [InlineData("ct1-tcp")]
    [InlineData("l4-rule-change")]
    [InlineData("l4-flow-limit")]
    [InlineData("l4-udp-idle")]
    [InlineData("l4-storm")]
    public void A_capture_comes_back_with_its_upcalls_puts_executes_and_times(string capture)
    {
        using var original = ReplaySource.Open(Captures.PathOf(capture), new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        using var expected = new BatchLog(original, keepRecords: false);
        var log = Play(Encoding.UTF8.GetString(Export(Captures.PathOf(capture))), out _);
        foreach (var probe in Kept)
        {
            Assert.Equal((probe, expected.Hits(probe)), (probe, log.Hits(probe)));
        }

        foreach (var stage in new[] { Stage.Translate, Stage.TranslateExecute, Stage.KernelPut, Stage.KernelExecute })
        {
            Assert.Equal((stage, expected.Sum(t => t.Stages[(int)stage].Count)), (stage, log.Sum(t => t.Stages[(int)stage].Count)));
            Assert.Equal((stage, expected.Sum(t => t.Stages[(int)stage].SumNs)), (stage, log.Sum(t => t.Stages[(int)stage].SumNs)));
        }

        Assert.Equal(expected.Sum(t => t.Batches), log.Sum(t => t.Batches));
        Assert.Equal(0ul, log.Hits(ProbeId.RunStart) + log.Hits(ProbeId.StartDump));
    }

    /// <summary>What serde demands of an event and retis sort of their order (retis/src/process/tracking.rs), checked on the text.</summary>
    [Theory]
    [InlineData("ct2-one")]
    [InlineData("l4-flow-limit")]
    [InlineData("l4-storm")]
    public void An_export_can_be_sorted(string capture)
    {
        var upcalls = new HashSet<(ulong, uint)>();
        var queued = new HashSet<uint>();
        string[] lines = Encoding.UTF8.GetString(Export(Captures.PathOf(capture))).TrimEnd('\n').Split('\n');
        Assert.Equal("v1.7.0", (string?)JsonNode.Parse(lines[0])!["startup"]!["retis_version"]);
        foreach (var e in lines.Skip(1).Select(line => JsonNode.Parse(line)!))
        {
            Assert.NotNull(e["common"]!["task"]!["comm"]);
            Assert.True(e["kernel"] is null != e["userspace"] is null);
            if (e["ovs"] is not { } ovs)
            {
                continue;
            }

            switch ((string)ovs["event_type"]!)
            {
                case "upcall":
                    Assert.Equal((ulong)e["common"]!["timestamp"]!, (ulong)e["skb-tracking"]!["timestamp"]!);
                    upcalls.Add(((ulong)e["common"]!["timestamp"]!, (uint)ovs["cpu"]!));
                    break;
                case "upcall_enqueue":
                    Assert.Contains(((ulong)ovs["upcall_ts"]!, (uint)ovs["upcall_cpu"]!), upcalls);
                    queued.Add((uint)ovs["queue_id"]!);
                    break;
                case "upcall_return":
                    Assert.True(upcalls.Remove(((ulong)ovs["upcall_ts"]!, (uint)ovs["upcall_cpu"]!)));
                    break;
                default:
                    Assert.Contains((uint)ovs["queue_id"]!, queued);
                    Assert.InRange((int)ovs["batch_idx"]!, 0, 63);
                    break;
            }
        }

        Assert.Empty(upcalls);
    }

    [Theory]
    [InlineData(0, 3498479695)]
    [InlineData(1, 2683320012)]
    [InlineData(255, 3953107281)]
    public void Queue_ids_are_those_of_jhash(int kind, uint expected)
    {
        // Computed by a C program with the kernel's jhash(): zeros, 0 to 63, all ones.
        byte[] packet = [.. Enumerable.Range(0, 100).Select(i => (byte)(kind == 1 ? i : kind))];
        Assert.Equal(expected, QueueId.Of(kind == 0 ? [] : packet));
    }

    private static byte[] Export(string path)
    {
        using var stream = new MemoryStream();
        using var export = new RetisExport(stream);
        using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        source.Batches.Subscribe(export.Write);
        export.Finish();
        return stream.ToArray();
    }

    private static string HandWritten()
    {
        const string Task = "\"smp_id\":3,\"task\":{\"pid\":1234,\"tgid\":1240,\"comm\":\"handler4\"}";
        const string Packet = "\"packet\":{\"len\":60,\"capture_len\":14,\"data\":\"AgAAAAALAgAAAAAKCAA=\"}";
        string Upcall(int ts, int skb) => $$$"""{"common":{"timestamp":{{{ts}}},"smp_id":1,"task":{"pid":9,"tgid":9,"comm":"ping"}},"kernel":{"symbol":"openvswitch:ovs_dp_upcall","probe_type":"raw_tracepoint"},"skb-tracking":{"orig_head":18446616568293939{{{skb}}},"timestamp":{{{ts}}},"skb":18446616568293939{{{skb}}}},{{{Packet}}},"dev":{"name":"p1_l","ifindex":163},"ovs":{"event_type":"upcall","cmd":1,"port":4195744766,"cpu":1}}""";
        string Enqueue(int ts, int upcall, int queue) => $$$"""{"common":{"timestamp":{{{ts}}},"smp_id":1},"kernel":{"symbol":"queue_userspace_packet","probe_type":"kretprobe"},"ovs":{"event_type":"upcall_enqueue","ret":0,"cmd":1,"port":4195744766,"upcall_ts":{{{upcall}}},"upcall_cpu":1,"queue_id":{{{queue}}}}}""";
        string Return(int ts, int upcall) => $$$"""{"common":{"timestamp":{{{ts}}},"smp_id":1},"kernel":{"symbol":"ovs_dp_upcall","probe_type":"kretprobe"},"ovs":{"event_type":"upcall_return","upcall_ts":{{{upcall}}},"upcall_cpu":1,"ret":0}}""";
        string Recv(int ts, int queue) => $$$"""{"common":{"timestamp":{{{ts}}},{{{Task}}}},"userspace":{"probe_type":"usdt","symbol":"dpif_recv:recv_upcall","ip":93824992231424,"path":"/usr/sbin/ovs-vswitchd","pid":1234,"tid":1240},"ovs":{"event_type":"recv_upcall","type":0,"pkt_size":60,"key_size":132,"queue_id":{{{queue}}},"batch_ts":{{{ts}}},"batch_idx":0}}""";
        string Operation(int ts, string kind, int queue) => $$$"""{"common":{"timestamp":{{{ts}}},{{{Task}}}},"userspace":{"probe_type":"usdt","symbol":"dpif_netlink_operate__:op_flow_{{{(kind == "put" ? "put" : "execute")}}}","ip":93824992231425,"path":"/usr/sbin/ovs-vswitchd","pid":1234,"tid":1240},"ovs":{"event_type":"flow_operation","op_type":"{{{kind}}}","queue_id":{{{queue}}},"batch_ts":5000,"batch_idx":0}}""";
        return string.Join(
            '\n',
            Startup,
            Upcall(100_000, 200),
            Enqueue(101_000, 100_000, 7),
            Return(102_000, 100_000),
            """{"common":{"timestamp":103000},"kernel":{"symbol":"skb:kfree_skb","probe_type":"raw_tracepoint"},"skb-drop":{"drop_reason":"NO_SOCKET"}}""",
            Upcall(104_000, 300),
            Enqueue(105_000, 104_000, 8),
            Return(106_000, 104_000),
            Recv(110_000, 7),
            Recv(111_000, 8),
            Operation(140_000, "exec", 7),
            Operation(141_000, "put", 8),
            Operation(152_000, "exec", 8),
            """{"common":{"timestamp":160000},"kernel":{"symbol":"openvswitch:ovs_do_execute_action","probe_type":"raw_tracepoint"},"ovs":{"event_type":"action_execute","action":"output","port":2,"recirc_id":0,"queue_id":8}}""",
            """{"common":{"timestamp":161000},"kernel":{"symbol":"ovs_flow_tbl_lookup_stats","probe_type":"kretprobe"},"ovs":{"event_type":"flow_lookup","flow":0,"sf_acts":0,"ufid":[0,0,0,0],"n_mask_hit":1,"n_cache_hit":0,"dpflow":"","ofpflows":[]}}""");
    }

    private BatchLog Play(string text, out ReplaySource source)
    {
        File.WriteAllText(_path, text);
        source = ReplaySource.Open(_path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        using var playing = source;
        var log = new BatchLog(source);
        Assert.Null(log.Error);
        Assert.True(log.Completed);
        return log;
    }
}
