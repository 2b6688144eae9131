using System.Globalization;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>What other programs make of an export.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TsharkTheory]
    [InlineData("ct1-tcp", 5)]
    [InlineData("ct2-one", 8)]
    [InlineData("l4-udp-idle", 400)]
    [InlineData("l4-flow-limit", 600)]
    [InlineData("l4-rule-change", 20)]
    [InlineData("l4-storm", 4000)]
    public void Tshark_opens_the_packets_of_every_capture(string capture, int packets)
    {
        string path = Export(capture, "out.pcapng");
        var read = OvsTopProgram.RunAs(
            "tshark", "-r", path, "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.interface_name", "-e", "frame.len", "-e", "frame.comment", "-e", "eth.type");
        Assert.Equal(0, read.ExitCode);
        var frames = read.Lines.Select(line => line.Split('\t')).ToArray();
        Assert.Equal(packets, frames.Length);
        Assert.All(frames, frame =>
        {
            Assert.Equal(9, frame[0].Split('.')[1].Length);
            Assert.StartsWith("port ", frame[1], StringComparison.Ordinal);
            Assert.InRange(int.Parse(frame[2], CultureInfo.InvariantCulture), 14, 65535);
            Assert.Matches(@"^handler\d+ (miss|action) recirc_id\(.*(put|no put)", frame[3]);
            Assert.StartsWith("0x", frame[4], StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("ct2-one", "out.json")]
    [InlineData("l4-flow-limit", "events --format retis")]
    public void An_export_for_retis_is_read_back_and_says_what_it_lacks(string capture, string output)
    {
        string[] parts = output.Split(' ', 2);
        string path = Export(capture, parts[0], parts.Length > 1 ? parts[1].Split(' ') : []);
        var result = OvsTopProgram.Run("report", path, "--format", "json");
        result.AssertDoneWithNote("retis v1.7.0 file: no flow keys, no actions", "no main loop", "no revalidator dump events");
        var original = Json.Parse(OvsTopProgram.Run("report", Captures.PathOf(capture), "--format", "json").AssertDone().Out);
        var back = Json.Parse(result.Out);
        foreach (string name in (string[])["ovs_dp_upcall", "recv_upcall", "op_flow_put", "op_flow_execute"])
        {
            Assert.Equal(original.At($"counts.{name}").GetInt64(), back.At($"counts.{name}").GetInt64());
        }

        foreach (string stage in (string[])["translate", "translate_execute", "kernel_put", "kernel_execute", "wait_execute"])
        {
            Assert.Equal(original.At($"latency_us.{stage}").ToString(), back.At($"latency_us.{stage}").ToString());
        }
    }

    [Fact]
    public void A_redacted_copy_counts_the_same_and_says_what_it_is()
    {
        string path = Export("ct1-tcp", "sent.ovscap", "--redact"), lines = Export("ct1-tcp", "sent.jsonl", "--redact");
        var original = Json.Parse(OvsTopProgram.Run("report", Captures.PathOf("ct1-tcp"), "--format", "json").Out);
        var result = OvsTopProgram.Run("report", path, "--format", "json");
        result.AssertDoneWithNote("redacted: addresses and names are not the real ones");
        var sent = Json.Parse(result.Out);
        foreach (string part in (string[])["counts", "lost", "latency_us", "revalidator", "main_loop_us"])
        {
            Assert.Equal(original.At(part).ToString(), sent.At(part).ToString());
        }

        Assert.Equal(original.Counts(), Json.Parse(OvsTopProgram.Run("report", lines, "--format", "json").AssertDone().Out).Counts());
    }

    [Theory]
    [InlineData("out.pcapng")]
    [InlineData("out.json")]
    [InlineData("out.jsonl")]
    public void What_holds_packets_is_its_owners_alone_and_replaces_nothing(string name)
    {
        string path = Export("ct2-one", name);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        byte[] before = File.ReadAllBytes(path);
        OvsTopProgram.Run("export", Captures.PathOf("ct1-tcp"), "-o", path).AssertRefused(1, $"cannot write {path}: it is there already");
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("-o out.txt", 2, "--output is 'out.txt', allowed is a name that ends in .ovscap")]
    [InlineData("-o out.json --format xml", 2, "--format is 'xml', allowed is ovscap or jsonl or pcapng or retis")]
    [InlineData("-o /proc/nonexistent/out.json", 1, "cannot write /proc/nonexistent/out.json")]
    public void A_bad_option_is_one_line(string options, int exitCode, string complaint) =>
        OvsTopProgram.Run(["export", Captures.PathOf("ct2-one"), .. options.Split(' ')]).AssertRefused(exitCode, complaint);

    private string Export(string capture, string name, params string[] options)
    {
        string path = Path.Combine(_folder.Path, name);
        var result = OvsTopProgram.Run(["export", Captures.PathOf(capture), "-o", path, .. options]);
        Assert.Equal(0, result.ExitCode);
        return path;
    }
}
