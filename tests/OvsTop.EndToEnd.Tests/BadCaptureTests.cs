using System.Text;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>Recordings that are damaged, unreadable or none at all.</summary>
public sealed class BadCaptureTests
{
    private const string Good = """{"ts":1000,"cpu":0,"tid":485,"comm":"ovs-vswitchd","event":"run_start"}""";

    [Theory]
    [InlineData("report", "/no/such.jsonl", "cannot read /no/such.jsonl: no such file")]
    [InlineData("report", "/tmp", "cannot read /tmp: it is a directory")]
    [InlineData("report", "/etc/passwd", "passwd is not a recording: line 1 is not JSON")]
    [InlineData("report", "/dev/null", "null is not a recording: it is empty")]
    [InlineData("batch --from", "/no/such.jsonl", "cannot read /no/such.jsonl: no such file")]
    [InlineData("batch --from", "/etc/passwd", "passwd is not a recording: line 1 is not JSON")]
    public void What_is_no_recording_is_refused(string command, string file, string complaint) =>
        OvsTopProgram.Run([.. command.Split(' '), file]).AssertRefused(1, complaint);

    [Fact]
    public void A_stream_that_is_no_recording_is_refused() =>
        OvsTopProgram.RunWithInput("hello\n"u8.ToArray(), "report", "-").AssertRefused(1, "standard input is not a recording: line 1 is not JSON");

    [Fact]
    public void An_empty_name_is_a_mistake() => OvsTopProgram.Run("report", "").AssertRefused(2, "FILE is empty");

    [LiveFact]
    public void A_recording_that_one_may_not_read_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("secret.jsonl", Good);
        File.SetUnixFileMode(file, UnixFileMode.None);
        Powerless.Run("report", file).AssertRefused(1, $"cannot read {file}: permission denied");
    }

    [Fact]
    public void A_garbage_line_is_told_with_its_number_and_the_rest_is_used()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("garbage.jsonl", $"{Good}\n{Good}\nTraceback (most recent call last):\n{Good}\n");
        var result = OvsTopProgram.Run("report", file, "--format", "json");
        result.AssertDoneWithNote("line 3 is not JSON", "1 line skipped");
        Assert.Equal(3, Json.Parse(result.Out).Counts()["run_start"]);
    }

    [Fact]
    public void A_line_cut_off_is_told_and_the_rest_is_used()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("cut.jsonl", $"{Good}\n{Good}\n{Good[..40]}");
        var result = OvsTopProgram.Run("report", file, "--format", "json");
        result.AssertDoneWithNote("cut off after line 2; what stands before is used");
        Assert.Equal(2, Json.Parse(result.Out).Counts()["run_start"]);
    }

    [Fact]
    public void A_truncated_compressed_capture_is_told_and_the_rest_is_used()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(Captures.PathOf("l4-flow-limit"));
        string file = folder.Write("half.jsonl.gz", whole.AsSpan(0, whole.Length / 2));
        var result = OvsTopProgram.Run("report", file, "--format", "json");
        result.AssertDoneWithNote("what stands before is used");
        Assert.InRange(Json.Parse(result.Out).Counts()["recv_upcall"], 1, 599);
    }

    [Fact]
    public void Names_in_a_recording_do_not_reach_the_terminal_raw()
    {
        using var folder = new TemporaryFolder();
        string upcall = Encoding.UTF8.GetString(Captures.Text("ct2-one")).Split('\n').First(line => line.Contains("\"recv_upcall\"", StringComparison.Ordinal));
        string evil = System.Text.RegularExpressions.Regex.Replace(upcall, "\"comm\":\\s*\"[^\"]*\"", "\"comm\":\"\\u001b[31mhan\"");
        Assert.NotEqual(upcall, evil);
        foreach (string format in (string[])["text", "json"])
        {
            Assert.DoesNotContain('\e', OvsTopProgram.Run("report", folder.Write("evil.jsonl", evil + "\n"), "--format", format).AssertDone().Out);
        }
    }
}
