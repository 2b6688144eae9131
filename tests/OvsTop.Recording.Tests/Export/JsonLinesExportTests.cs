using System.Reactive.Concurrency;
using System.Text;
using System.Text.Json.Nodes;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Export;
using OvsTop.Recording.Replay;
using OvsTop.Recording.Tests.Container;

namespace OvsTop.Recording.Tests.Export;

public sealed class JsonLinesExportTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("ct2-one")]
    [InlineData("ct1-tcp")]
    [InlineData("l4-rule-change")]
    [InlineData("l4-flow-limit")]
    [InlineData("l4-udp-idle")]
    [InlineData("l4-storm")]
    public void A_capture_that_went_through_the_container_is_the_original_byte_for_byte(string name)
    {
        Recorded.Convert(Captures.PathOf(name), _path);
        byte[] original = Captures.Lines(name);
        byte[] exported = Export(_path, out var result);

        Assert.Equal(original.AsSpan().Count((byte)'\n'), result.Written);
        Assert.Equal(0, result.LeftOut);
        Assert.True(original.AsSpan().SequenceEqual(exported), FirstDifference(original, exported));
    }

    [Fact]
    public void What_only_a_live_source_knows_has_its_place_too()
    {
        var batch = new ProbeBatch { TimeNs = 9, Tallies = new TallyTable() };
        batch.Tallies.Resize(2);
        batch.Tallies[1].Tid = 77;
        batch.Tallies[1].SetName("handler7");
        batch.Records.Append(new EventHeader { Probe = ProbeId.FlowPut, TimeNs = 5, Tid = 77, Owner = 0xabc, KeyLength = 2, Argument = 3 }, [], [1, 2], [], []);
        batch.Records.Append(new EventHeader { Probe = ProbeId.FlowDel, TimeNs = 6, KeyLength = 200, Flags = EventFlags.Ufid }, [], [1, 2], [], []);
        batch.Records.Append(new EventHeader { Probe = ProbeId.RecvUpcall, TimeNs = 7, Value4 = 0x7f0012345678 }, [], [], [], []);
        batch.Records.Append(new EventHeader { Probe = (ProbeId)31, TimeNs = 8 }, [], [], [], []);
        using var stream = new MemoryStream();
        using var export = new JsonLinesExport(stream);
        export.Write(batch);
        export.Flush();
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();

        Assert.Equal(new ExportResult(3, 1), export.Result);
        Assert.Equal("0xabc", (string?)lines[0]["dpif_ptr"]);
        Assert.Null(lines[0]["ufid"]);
        Assert.Equal(("handler7", ""), ((string?)lines[0]["comm"], (string?)lines[1]["comm"]));
        Assert.Equal(200, (int?)lines[1]["key_len"]);
        Assert.Equal("00000000-0000-0000-0000-000000000000", (string?)lines[1]["ufid"]);
        Assert.Equal("0x7f0012345678", (string?)lines[2]["dpif"]);
    }

    private static byte[] Export(string path, out ExportResult result)
    {
        using var stream = new MemoryStream();
        using var export = new JsonLinesExport(stream);
        using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        source.Batches.Subscribe(export.Write);
        export.Flush();
        result = export.Result;
        return stream.ToArray();
    }

    private static string FirstDifference(byte[] expected, byte[] actual)
    {
        int at = Math.Max(0, expected.AsSpan().CommonPrefixLength(actual) - 200);
        return $"at {at}\n{Encoding.UTF8.GetString(expected.AsSpan(at, Math.Min(400, expected.Length - at)))}\n"
            + Encoding.UTF8.GetString(actual.AsSpan(at, Math.Min(400, actual.Length - at)));
    }
}
