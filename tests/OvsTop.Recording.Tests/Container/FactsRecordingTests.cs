using System.Reactive.Concurrency;
using System.Text;
using System.Text.Json;
using OvsTop.Model.Facts;
using OvsTop.Model.Redaction;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

public sealed class FactsRecordingTests : IDisposable
{
    private const ulong Second = 1_000_000_000;

    private static readonly DaemonFacts Full = new()
    {
        Version = "3.1.0",
        FlowTables = new(5 * Second, 2_000_000, [new UpcallDatapath { Name = "netdev@ovs-netdev", CurrentFlows = 7, FlowLimit = 10_000, DumpDurationMs = 12, Revalidators = [new RevalidatorKeys(5, 7)] }]),
        Datapaths = new(6 * Second, 900_000, [new DatapathStatus { Name = "netdev@ovs-netdev", Hits = 40, Misses = 6, Lost = 2, Ports = [new DatapathPort { Number = 2, Name = "vm-42", Type = "tap" }] }]),
        Pmds = new(7 * Second, 1, [new PmdThread { Name = "main thread", Upcalls = 9, UsPerUpcall = 31.5 }]),
        Coverage = new(7 * Second, 1, new Dictionary<string, ulong> { ["xlate_actions"] = 17 }),
        Memory = new(7 * Second, 1, new Dictionary<string, ulong> { ["udpif keys"] = 7 }),
        Ports = new(8 * Second, 1, [new BridgePort("br0", "vm-42", 1, 2, "tap", "")]),
        Threads = [new ThreadFact(11, "handler1")],
        Requests = 8,
        Trouble = "timeout",
        RetryAtNs = 50 * Second,
        Unanswered = new Dictionary<string, string> { ["memory/show"] = "unknown" },
    };

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Facts_come_back_as_they_were_at_every_batch()
    {
        DaemonFacts[] facts =
        [
            Full,
            Full with { FlowTables = Full.FlowTables! with { AtNs = 9 * Second }, Requests = 9 },
            Full with { Trouble = null, RetryAtNs = 0, FlowTables = null },
        ];
        Record([facts[0], facts[1], facts[1], facts[2]]);

        var read = Replayed();

        // A reading that is gone again says nothing new: the last one stays.
        Assert.Equal([Text(facts[0]), Text(facts[1]), Text(facts[1]), Text(facts[2] with { FlowTables = facts[1].FlowTables })], read);
    }

    [Fact]
    public void Without_facts_there_are_none()
    {
        Record([null, null]);

        Assert.All(Replayed(), text => Assert.Equal("null", text));
    }

    [Fact]
    public void Facts_of_another_daemon_begin_with_nothing()
    {
        Record([Full, null], discontinuityAt: 1);

        Assert.Equal([Text(Full), "null"], Replayed());
    }

    [Fact]
    public void Only_new_readings_are_written_between_key_batches()
    {
        var codec = new FactsCodec();
        var next = Full with { Memory = Full.Memory! with { AtNs = 99 } };

        byte[] whole = codec.Encode(Full, all: true)!;
        Assert.Null(codec.Encode(Full, all: false));
        string part = Encoding.UTF8.GetString(codec.Encode(next, all: false)!);

        Assert.Contains("\"at_ns\":99", part);
        Assert.DoesNotContain("vm-42", part);
        Assert.Equal(Text(next), Text(FactsCodec.Decode(Encoding.UTF8.GetBytes(part), FactsCodec.Decode(whole, null))));
    }

    [Fact]
    public void A_redacted_recording_has_no_names_in_its_facts()
    {
        using var redactor = new Redactor();
        var facts = Full with
        {
            Datapaths = Full.Datapaths! with { Value = [Full.Datapaths.Value[0] with { Ports = [new DatapathPort { Number = 4, Name = "vm-42", Type = "vxlan", Configuration = "remote_ip=192.0.2.9" }] }] },
        };

        string text = Encoding.UTF8.GetString(new FactsCodec().Encode(facts, all: true, new BatchRedaction(redactor, ["vm-42"]))!);

        Assert.DoesNotContain("vm-42", text);
        Assert.DoesNotContain("br0", text);
        Assert.DoesNotContain("192.0.2.9", text);
        Assert.Contains("\"handler1\"", text);
        Assert.Contains("netdev@ovs-netdev", text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"threads\":null}")]
    [InlineData("{\"threads\":[{\"tid\":1,\"name\":null}]}")]
    [InlineData("{\"flow_tables\":{\"at_ns\":1,\"took_ns\":1,\"value\":null}}")]
    [InlineData("{\"flow_tables\":{\"at_ns\":1,\"took_ns\":1,\"value\":[null]}}")]
    [InlineData("{\"flow_tables\":{\"at_ns\":-1,\"took_ns\":1,\"value\":[]}}")]
    [InlineData("{\"flow_tables\":{\"took_ns\":1,\"value\":[]}}")]
    [InlineData("{\"flow_tables\":{\"at_ns\":1,\"took_ns\":1,\"value\":[{\"name\":\"x\"}]}}")]
    [InlineData("{\"datapaths\":{\"at_ns\":1,\"took_ns\":1,\"value\":[{\"name\":\"x\",\"ports\":[null]}]}}")]
    [InlineData("{\"coverage\":{\"at_ns\":1,\"took_ns\":1,\"value\":null}}")]
    [InlineData("{\"unanswered\":{\"a\":null}}")]
    public void What_a_recorder_never_writes_is_refused(string json) => Assert.Null(FactsCodec.Decode(Encoding.UTF8.GetBytes(json), null));

    [Fact]
    public void Members_of_a_newer_version_are_passed_over() => Assert.Equal("9.9", FactsCodec.Decode("""{"version":"9.9","weather":{"a":[1]}}"""u8, null)?.Version);

    private void Record(DaemonFacts?[] facts, int discontinuityAt = -1)
    {
        using var writer = RecordingWriter.Create(_path, new RecordingSession { Source = "test" });
        var batch = new ProbeBatch();
        for (int i = 0; i < facts.Length; i++)
        {
            batch.TimeNs = (10 + (ulong)i) * Second;
            batch.Facts = facts[i];
            batch.Discontinuity = i == discontinuityAt;
            Assert.True(writer.Write(batch));
        }
    }

    private List<string> Replayed()
    {
        var read = new List<string>();
        using var source = ReplaySource.Open(_path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        using var subscription = source.Batches.Subscribe(batch => read.Add(Text(batch.Facts)));
        return read;
    }

    private static string Text(DaemonFacts? facts) => JsonSerializer.Serialize(facts);
}
