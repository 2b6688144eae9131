using System.IO.Compression;
using System.Reactive.Concurrency;
using System.Text;
using OvsTop.Model.Sources;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

public sealed class DamagedCaptureTests : IDisposable
{
    private const string Good = """{"ts":1000,"cpu":0,"tid":485,"comm":"ovs-vswitchd","event":"run_start"}""";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.jsonl");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_garbage_line_is_told_with_its_number_and_the_rest_is_used()
    {
        var (log, notices) = Play($"{Good}\n\n{Good}\nTraceback (most recent call last):\n{Good}\n{{\"ts\":nonsense}}\nmore\n{Good}\n");

        Assert.Equal(4UL, log.Events);
        Assert.Equal(["line 4 is not JSON: a line is an object in braces; 3 lines skipped"], notices);
    }

    [Theory]
    [InlineData("{\"ts\":nonsense}", "line 2 is not JSON: 'nonsense}' is an invalid JSON literal")]
    [InlineData("{\"ts\":5} {}", "line 2 is not JSON")]
    [InlineData("{\"event\":\"run_start\"}", "line 2 has no \"ts\"")]
    [InlineData("{\"ts\":5}", "line 2 has no \"event\"")]
    [InlineData("{\"ts\":-5,\"event\":\"run_start\"}", "line 2 has a bad value of \"ts\"")]
    [InlineData("{\"ts\":99999999999999999999,\"event\":\"run_start\"}", "line 2 has a bad value of \"ts\"")]
    [InlineData("{\"ts\":18446744073709551615,\"event\":\"run_start\"}", "line 2 has a bad value of \"ts\"")]
    [InlineData("{\"ts\":\"5\",\"event\":\"run_start\"}", "line 2 has a bad value of \"ts\"")]
    [InlineData("{\"ts\":5,\"event\":7}", "line 2 has a bad value of \"event\"")]
    [InlineData("{\"ts\":5,\"cpu\":65536,\"event\":\"run_start\"}", "line 2 has a bad value of \"cpu\"")]
    [InlineData("{\"ts\":5,\"tid\":{},\"event\":\"run_start\"}", "line 2 has a bad value of \"tid\"")]
    [InlineData("{\"ts\":5,\"event\":\"recv_upcall\",\"packet\":\"abc\"}", "line 2 has a bad value of \"packet\"")]
    [InlineData("{\"ts\":5,\"event\":\"recv_upcall\",\"packet\":\"zz\"}", "line 2 has a bad value of \"packet\"")]
    [InlineData("{\"ts\":5,\"event\":\"recv_upcall\",\"packet_ptr\":\"7fff\"}", "line 2 has a bad value of \"packet_ptr\"")]
    [InlineData("{\"ts\":5,\"event\":\"recv_upcall\",\"packet_ptr\":\"0x7ffg\"}", "line 2 has a bad value of \"packet_ptr\"")]
    [InlineData("{\"ts\":5,\"event\":\"op_flow_put\",\"ufid\":\"84f4721f-b9ae-44a3-9738-89d3a7ed8fdx\"}", "line 2 has a bad value of \"ufid\"")]
    public void A_bad_line_says_what_is_bad(string line, string notice)
    {
        var (log, notices) = Play($"{Good}\n{line}\n{Good}\n");

        Assert.Equal(2UL, log.Events);
        Assert.StartsWith(notice, Assert.Single(notices), StringComparison.Ordinal);
        Assert.EndsWith("; 1 line skipped", notices[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_events_and_fields_are_counted()
    {
        var (log, notices) = Play($$"""
            {{Good}}
            {"ts":1001,"event":"op_flow_\u001bnew","x":1}
            {"ts":1002,"event":"run_start","colour":{"a":[1,2,{}]},"ret":4}
            {"ts":1003,"event":"run_start","colour":null}

            """);

        Assert.Equal(3UL, log.Events);
        Assert.Equal(["1 event of unknown kind skipped, first \"op_flow_?new\": in no count", "4 unknown fields ignored, first \"x\": the rest of their events is used"], notices);
    }

    [Fact]
    public void A_line_of_a_mebibyte_is_read_and_a_longer_one_skipped()
    {
        string head = Good[..^1] + ",\"pad\":\"";
        string fits = head + new string('x', 1024 * 1024 - head.Length - 2) + "\"}";
        var (log, notices) = Play($"{Good}\n{fits}\n{fits}\nx{fits}\n{new string('y', 5_000_000)}\n{Good}\n");

        Assert.Equal(4UL, log.Events);
        Assert.Contains("line 4 is longer than 1 MiB; 2 lines skipped", notices);
    }

    [Fact]
    public void The_last_line_may_lack_its_line_feed()
    {
        var (log, notices) = Play($"\uFEFF{Good}\r\n{Good}");

        Assert.Equal(2UL, log.Events);
        Assert.Empty(notices);
    }

    [Fact]
    public void A_capture_cut_anywhere_yields_what_stands_before_and_says_so()
    {
        byte[] lines = Captures.Lines("ct1-tcp");
        ulong before = 0;
        for (int length = 200; length < lines.Length; length += 397)
        {
            var (log, notices) = Play(lines.AsSpan(0, length));
            int whole = lines.AsSpan(0, length).Count((byte)'\n');
            bool complete = lines[length - 1] == '\n' || lines[length] == '\n';
            Assert.Equal((ulong)whole + (lines[length] == '\n' ? 1u : 0u), log.Events);
            Assert.Equal(complete ? [] : [$"cut off after line {whole}; what stands before is used"], notices);
            Assert.True(log.Events >= before);
            before = log.Events;
        }
    }

    [Fact]
    public void A_gzip_stream_cut_anywhere_yields_what_stands_before_and_says_so()
    {
        byte[] gzip = File.ReadAllBytes(Captures.PathOf("ct1-tcp"));
        ulong before = 0;
        for (int length = 1; length < gzip.Length - 8; length += 23)
        {
            File.WriteAllBytes(_path, gzip[..length]);
            try
            {
                var (log, notices) = PlayFile();
                Assert.True(log.Events >= before, $"{length} bytes gave {log.Events} events, fewer gave {before}");
                Assert.Contains("cut off after line", Assert.Single(notices), StringComparison.Ordinal);
                before = log.Events;
            }
            catch (SourceException e)
            {
                Assert.Equal(0UL, before);
                Assert.Equal(1, e.ExitCode);
            }
        }

        Assert.InRange(before, 240UL, 249UL);
    }

    [Fact]
    public void A_flipped_bit_in_a_gzip_stream_never_throws_anything_else()
    {
        byte[] gzip = File.ReadAllBytes(Captures.PathOf("ct2-one"));
        int told = 0, silent = 0;
        for (int bit = 0; bit < gzip.Length * 8; bit += 149)
        {
            gzip[bit / 8] ^= (byte)(1 << bit % 8);
            File.WriteAllBytes(_path, gzip);
            gzip[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                var (log, notices) = PlayFile();
                Assert.True(notices.Count > 0 || log.Events >= 314 || bit < 32 * 8, $"bit {bit}: {log.Events} events and no word");
                told += notices.Count > 0 ? 1 : 0;
                silent += notices.Count > 0 ? 0 : 1;
            }
            catch (SourceException)
            {
                told++;
            }
        }

        Assert.True(told > silent * 20, $"{told} told, {silent} silent");
    }

    [Fact]
    public void Two_captures_in_one_gzip_file_are_both_read()
    {
        byte[] one = File.ReadAllBytes(Captures.PathOf("ct2-one")), other = File.ReadAllBytes(Captures.PathOf("ct1-tcp"));
        File.WriteAllBytes(_path, [.. one, .. other]);
        var (log, notices) = PlayFile();

        Assert.Equal(314UL + 249, log.Events);
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("\n\n", "it has no event")]
    [InlineData("hello", "line 1 is not JSON: a line is an object in braces")]
    [InlineData("{\"ts\":1", "it ends in the middle of its first line")]
    [InlineData("{\"a\":1}\n{}\n", "line 1 has no \"event\"")]
    [InlineData("{\"ts\":1,\"event\":\"boom\"}\n", "it holds only events of unknown kind, first \"boom\"")]
    public void A_file_that_is_no_capture_is_refused_in_one_line(string content, string why)
    {
        var e = Assert.Throws<SourceException>(() => Play(content));

        Assert.Equal($"{Path.GetFileName(_path)} is not a recording: {why}; {FileRecording.Hint}", e.Message);
        Assert.Equal(1, e.ExitCode);
    }

    [Fact]
    public void Gzip_of_something_else_is_refused()
    {
        using (var gzip = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(new string('z', 3_000_000)));
        }

        Assert.Contains("is not a recording: line 1 is longer than 1 MiB", Assert.Throws<SourceException>(() => PlayFile()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_file_of_noise_is_given_up_early()
    {
        File.WriteAllText(_path, string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 17_000)) + Good);

        Assert.Contains("is not a recording: line 1 is not JSON", Assert.Throws<SourceException>(() => PlayFile()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/file.jsonl", "no such file")]
    [InlineData("/", "it is a directory")]
    [InlineData("", "cannot read : ")]
    public void What_cannot_be_opened_is_refused_in_one_line(string path, string why)
    {
        var e = Assert.Throws<SourceException>(() => ReplaySource.Open(path));

        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.EndsWith(FileRecording.Hint, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    private (BatchLog Log, IReadOnlyList<string> Notices) Play(string content) => Play(Encoding.UTF8.GetBytes(content));

    private (BatchLog Log, IReadOnlyList<string> Notices) Play(ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(_path, content);
        return PlayFile();
    }

    private (BatchLog Log, IReadOnlyList<string> Notices) PlayFile()
    {
        using var source = ReplaySource.Open(_path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        var log = new BatchLog(source, keepRecords: false);
        Assert.True(log.Completed);
        return (log, source.Info.Notices);
    }
}
