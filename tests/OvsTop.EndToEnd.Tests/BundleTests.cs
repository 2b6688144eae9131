using System.Diagnostics;
using System.Text.RegularExpressions;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary><c>ovstop bundle</c>: everything about a switch in one file.</summary>
[Collection(LiveCollection.Name)]
public sealed class BundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LiveFact]
    public void Everything_there_is_to_say_comes_in_one_file()
    {
        string folder = Make("plain");
        Assert.Equal(
            ["README.txt", "check.txt", "incident.ovscap", "report.json", "report.txt", "snapshot.json", "views"],
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(16, Directory.GetFiles(Path.Combine(folder, "views")).Length);
        var report = Json.Parse(File.ReadAllText(Path.Combine(folder, "report.json")));
        Assert.True(report.At("counts.recv_upcall").GetInt64() > 0);
        Assert.Equal(report.Counts(), Json.Parse(OvsTopProgram.Run("report", Path.Combine(folder, "incident.ovscap"), "--format", "json").AssertDone().Out).Counts());
        Assert.Contains("ready: ", File.ReadAllText(Path.Combine(folder, "check.txt")), StringComparison.Ordinal);
        string readme = File.ReadAllText(Path.Combine(folder, "README.txt"));
        Assert.DoesNotContain("is not here", readme, StringComparison.Ordinal);
        Assert.Contains("ovstop replay incident.ovscap", readme, StringComparison.Ordinal);
    }

    [LiveFact]
    public void No_address_of_the_switch_is_in_a_redacted_one()
    {
        string plain = Make("plain"), redacted = Make("redacted", "--redact");
        var addresses = Addresses(plain);
        Assert.NotEmpty(addresses);
        Assert.Empty(addresses.Intersect(Addresses(redacted)));
    }

    [LiveFact]
    public void A_key_bundles_what_is_watched_with_its_last_minutes()
    {
        using var vswitchd = VswitchdDouble.Start("--handlers 2 --revalidators 1 --rate 2000 --for 60 --seed 5 --flows 200");
        using var terminal = TmuxSession.Start(120, 35, "--pid", $"{vswitchd.Pid}");
        terminal.WaitFor("● live", "handler1");
        terminal.WaitFor("FLOW_IDLE");
        terminal.Press("b");
        terminal.WaitFor("written: ./ovstop-incident-");
        string file = Assert.Single(Directory.GetFiles(terminal.Folder, "*.tar.gz"));
        string folder = Extract(file);
        Assert.Contains("handler1", File.ReadAllText(Path.Combine(folder, "views", "1-overview.txt")), StringComparison.Ordinal);
        Assert.True(Json.Parse(File.ReadAllText(Path.Combine(folder, "report.json"))).At("counts.recv_upcall").GetInt64() > 0);
        Assert.Contains("ready: ", File.ReadAllText(Path.Combine(folder, "check.txt")), StringComparison.Ordinal);
    }

    [LiveFact]
    public void What_the_screen_holds_on_to_is_not_in_a_redacted_one()
    {
        var addresses = Addresses(Make("plain"));
        using var vswitchd = VswitchdDouble.Start("--handlers 2 --revalidators 1 --rate 2000 --for 60 --seed 5 --flows 200");
        using var terminal = TmuxSession.Start(120, 35, "--pid", $"{vswitchd.Pid}", "--redact", "--view", "traces");
        terminal.WaitFor("● live", "▾ R0 · first");
        terminal.Press("Down");
        terminal.WaitUntil(screen => Regex.IsMatch(screen, "held, [1-9][0-9]* newer"), "a list that holds still");
        terminal.Press("b");
        terminal.WaitFor("written: ./ovstop-incident-");
        string folder = Extract(Assert.Single(Directory.GetFiles(terminal.Folder, "*.tar.gz")));
        Assert.Contains("pseudonyms", File.ReadAllText(Path.Combine(folder, "README.txt")), StringComparison.Ordinal);
        Assert.Empty(addresses.Intersect(Addresses(folder)));
    }

    [TmuxFact]
    public void Leaving_while_one_is_written_leaves_it_whole()
    {
        using var terminal = TmuxSession.Start(120, 35, "replay", "--paused", Captures.PathOf("l4-storm"));
        terminal.WaitFor("waiting for the first numbers", "paused");
        terminal.Press("b", "q");
        Assert.Equal(0, terminal.WaitForExit());
        string file = Assert.Single(Directory.GetFiles(terminal.Folder, "*.tar.gz"));
        Assert.Equal($"ovstop: written: ./{Path.GetFileName(file)}\n", terminal.Error);
        string folder = Extract(file);
        Assert.Equal(File.ReadAllBytes(Captures.PathOf("l4-storm")), File.ReadAllBytes(Path.Combine(folder, "l4-storm.jsonl.gz")));
        Assert.DoesNotContain("pseudonyms", File.ReadAllText(Path.Combine(folder, "README.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_is_refused_before_anything_is_watched()
    {
        string there = _folder.Write("there.tar.gz", "");
        OvsTopProgram.Run("bundle", "-o", there).AssertRefused(1, $"cannot write {there}: it is there already; give another name");
        var refused = OvsTopProgram.Run("bundle", "-o", _folder.Combine("new.tar.gz"), "--filter", "bogus((");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("unknown field \"bogus\"", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_another_kind_is_refused() => OvsTopProgram.Run("bundle", "-o", "x.zip").AssertRefused(2, "x.zip: its name does not end in .tar.gz");

    // The traffic of the double is made of a seed: two runs have the same addresses.
    private string Make(string name, params string[] options)
    {
        using var vswitchd = VswitchdDouble.Start("--attached 13 --handlers 2 --revalidators 1 --rate 2000 --for 60 --seed 5 --flows 200");
        string file = _folder.Combine(name + ".tar.gz");
        var result = OvsTopProgram.Run(["bundle", "--pid", $"{vswitchd.Pid}", "--for", "2s", "-o", file, .. options]);
        Assert.Equal((0, $"ovstop: written: {file}\n"), (result.ExitCode, result.Error));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        return Extract(file);
    }

    private string Extract(string file)
    {
        using var tar = Process.Start("tar", ["-xzf", file, "-C", _folder.Path]);
        tar.WaitForExit();
        Assert.Equal(0, tar.ExitCode);
        return _folder.Combine(Path.GetFileName(file)[..^".tar.gz".Length]);
    }

    // Counters and versions have dots too, but not three.
    private static HashSet<string> Addresses(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".ovscap", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\b\d{1,3}(\.\d{1,3}){3}\b").Select(match => match.Value))];
}
