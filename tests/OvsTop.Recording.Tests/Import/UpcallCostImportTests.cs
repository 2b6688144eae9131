using System.IO.Compression;
using System.Reactive.Concurrency;
using System.Text;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Replay;
using OvsTop.Recording.UpcallCost;

namespace OvsTop.Recording.Tests.Import;

/// <summary>The files are captures in the form that <c>upcall_cost.py --write-events</c> gives them, 256 bytes of packets and 64 of keys.</summary>
public sealed class UpcallCostImportTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"cost-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("ct2-one")]
    [InlineData("l4-flow-limit")]
    public void The_events_of_a_capture_are_read_with_their_times(string capture)
    {
        using var original = ReplaySource.Open(Captures.PathOf(capture), new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        using var expected = new BatchLog(original, keepRecords: false);
        var log = Play(Text(capture), out var source);
        foreach (var probe in new[] { ProbeId.DpUpcall, ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute, ProbeId.PacketCmdExecuteEnter })
        {
            Assert.Equal((probe, expected.Hits(probe)), (probe, log.Hits(probe)));
        }

        foreach (var stage in new[] { Stage.Translate, Stage.TranslateExecute })
        {
            Assert.Equal((stage, expected.Sum(t => t.Stages[(int)stage].Count)), (stage, log.Sum(t => t.Stages[(int)stage].Count)));
            Assert.Equal((stage, expected.Sum(t => t.Stages[(int)stage].SumNs)), (stage, log.Sum(t => t.Stages[(int)stage].SumNs)));
        }

        Assert.Equal(expected.Sum(t => t.Batches), log.Sum(t => t.Batches));
        Assert.Equal(
            ["upcall_cost.py file: no whole flow keys, no actions, no kernel times, no flow deletes, no main loop, no revalidator dump events, no delete reasons; what needs them is left out"],
            source.Info.Notices);
    }

    [Fact]
    public void Ports_threads_and_packets_have_their_names()
    {
        var log = Play(Text("ct2-one"), out var source);
        Assert.Equal("ga", source.Session!.Ports[2]);
        Assert.Contains("handler2", log.ThreadNames);
        var recv = new ProbeEvent(log.Records.First(r => new ProbeEvent(r).Header.Probe == ProbeId.RecvUpcall));
        Assert.Equal((59u, 59, 132u, 64), (recv.Header.PacketLength, (int)recv.Header.PacketCaptured, recv.Header.KeyLength, (int)recv.Header.KeyCaptured));
        Assert.Equal("system@ovs-system", log.Names[(int)recv.Header.Value4]);
    }

    [Fact]
    public void A_filter_sees_what_is_there_of_a_key()
    {
        File.WriteAllText(_path, Text("ct2-one"));
        using var source = ReplaySource.Open(_path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        source.SetFilter(FilterCompiler.Compile(Filter.Parse("in_port=2").Filter!));
        using var log = new BatchLog(source);
        Assert.Equal(4ul, log.Matched.Hits(ProbeId.RecvUpcall));
    }

    [Fact]
    public void Missed_events_and_damaged_lines_are_told()
    {
        string[] lines = Text("ct2-one").TrimEnd('\n').Split('\n');
        var log = Play(string.Join('\n', [lines[0], "event = {'event': 0, 'cpu': 1", "event = {'event': __import__('os')}", "event = {'event': 2}", .. lines[1..], "event_miss = {0: 12, 3: 30}"]), out var source);
        Assert.Equal(8ul, log.Hits(ProbeId.RecvUpcall));
        Assert.Contains("upcall_cost.py missed 42 events: counts and times are of the others", source.Info.Notices);
        Assert.Contains(source.Info.Notices, n => n.StartsWith("line 2 is no event: not as Python prints it at byte", StringComparison.Ordinal) && n.EndsWith("; 3 lines skipped", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_longer_than_any_is_a_bad_line_and_no_puts()
    {
        string[] lines = [.. Text("ct2-one").TrimEnd('\n').Split('\n').Where(line => !line.StartsWith("event = {'event': 3", StringComparison.Ordinal))];
        string received = Array.Find(lines, line => line.StartsWith("event = {'event': 0", StringComparison.Ordinal))!;
        string put = Array.Find(lines, line => line.StartsWith("event = {'event': 2", StringComparison.Ordinal))!;
        int key = received.IndexOf("'key': b", StringComparison.Ordinal) + 9;
        string tooLong = received[..key] + new string('k', 65_536) + received[received.IndexOf(received[key - 1], key)..];
        tooLong = System.Text.RegularExpressions.Regex.Replace(tooLong, "'key_size': [0-9]+", "'key_size': 65536");
        var log = Play($"{lines[0]}\n{tooLong}\n{put}\n", out var source);
        Assert.Equal((0ul, 1ul), (log.Hits(ProbeId.RecvUpcall), log.Hits(ProbeId.FlowPut)));
        Assert.Contains("line 2 is no event: a packet or key of more than 65,535 bytes; 1 line skipped", source.Info.Notices);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{'a': 1, 'b': -20, 'c': 'text', \"d'\": b'\\x00\\\\\\'\\n', 0: {'x': {}}}")]
    public void Dictionaries_are_read(string text) => Assert.NotNull(PythonDict.Parse(Encoding.Latin1.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{'a'}")]
    [InlineData("{'a': }")]
    [InlineData("{'a': 1} 2")]
    [InlineData("{'a': 1.5}")]
    [InlineData("{'a': -}")]
    [InlineData("{'a': open('x')}")]
    [InlineData("{'a': b'\\q'}")]
    [InlineData("{'a': b'\\x0'}")]
    [InlineData("{'a': b'")]
    [InlineData("{'a': b")]
    [InlineData("{'a': 99999999999999999999}")]
    [InlineData("{'a': {'a': {'a': {'a': {'a': {'a': 1}}}}}}")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => PythonDict.Parse(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void Bytes_are_those_that_python_printed()
    {
        var dictionary = PythonDict.Parse(Encoding.Latin1.GetBytes("{'a': b'\\x00\\\\\\'\\n~\"', 'b': b\"it's\"}"));
        Assert.Equal([0, (byte)'\\', (byte)'\'', (byte)'\n', (byte)'~', (byte)'"'], (byte[])dictionary["a"]);
        Assert.Equal("it's"u8.ToArray(), (byte[])dictionary["b"]);
    }

    private static string Text(string capture)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "foreign", $"{capture}.upcall_cost.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
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
