using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>No daemon, no probes, no permission, no libbpf: one line that says what to do, exit code 3.</summary>
[Collection(LiveCollection.Name)]
public sealed class NoDaemonTests
{
    private static readonly string[] UsdtProviders = ["main:", "dpif", "udpif", "revalidat"];

    private const string NoSuchPid = "99999999";

    [Theory]
    [InlineData("batch")]
    [InlineData("")]
    public void A_pid_that_does_not_exist_is_refused(string command) =>
        OvsTopProgram.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--pid", NoSuchPid]).AssertRefused(3, $"no process {NoSuchPid}", "pidof ovs-vswitchd");

    [Fact]
    public void A_process_that_is_no_vswitchd_is_refused() =>
        OvsTopProgram.Run("batch", "--pid", $"{Environment.ProcessId}").AssertRefused(3, $"pid {Environment.ProcessId} is ", ", not ovs-vswitchd");

    [Fact]
    public void A_check_of_nothing_says_so_behind_what_the_machine_can()
    {
        var result = OvsTopProgram.Run("check", "--pid", NoSuchPid);
        Assert.Equal((3, ""), (result.ExitCode, result.Error));
        Assert.Contains(result.Lines, line => line.StartsWith("ok kernel", StringComparison.Ordinal));
        Assert.StartsWith($"cannot watch: no process {NoSuchPid}", result.Lines[^1], StringComparison.Ordinal);
    }

    [LiveFact]
    public void A_vswitchd_without_probes_is_refused()
    {
        using var vswitchd = new FakeVswitchd();
        OvsTopProgram.Run("batch", "--pid", $"{vswitchd.Pid}").AssertRefused(3, $"ovs-vswitchd {vswitchd.Pid} has no USDT probes", "--enable-usdt-probes");
        OvsTopProgram.Run("--pid", $"{vswitchd.Pid}").AssertRefused(3, "has no USDT probes");
    }

    [LiveFact]
    public void A_check_of_a_vswitchd_without_probes_lists_what_is_missing()
    {
        using var vswitchd = new FakeVswitchd();
        var result = OvsTopProgram.Run("check", "--pid", $"{vswitchd.Pid}");
        Assert.Equal((3, ""), (result.ExitCode, result.Error));
        Assert.Contains(result.Lines, line => line.StartsWith("NO USDT notes", StringComparison.Ordinal));
        Assert.Equal(13, result.Lines.Count(line => IsUsdt(line) && line.EndsWith("no  no", StringComparison.Ordinal)));
        Assert.StartsWith($"cannot watch: ovs-vswitchd {vswitchd.Pid} has no USDT probes", result.Lines[^1], StringComparison.Ordinal);
    }

    [LiveFact]
    public void A_check_of_a_vswitchd_with_all_probes_attaches_them_all()
    {
        using var vswitchd = VswitchdDouble.Start("--on-cue");
        var result = OvsTopProgram.Run("check", "--pid", $"{vswitchd.Pid}").AssertDone();
        Assert.Matches("^ready: [0-9]+ of 25 probes attach$", result.Lines[^1]);
        Assert.Equal(13, result.Lines.Count(line => IsUsdt(line) && line.EndsWith("1  yes", StringComparison.Ordinal)));
        Assert.Contains(result.Lines, line => line.Contains("4 handlers, 2 revalidators", StringComparison.Ordinal));
    }

    [LiveFact]
    public void A_user_who_may_not_look_at_the_daemon_is_told_so()
    {
        using var vswitchd = VswitchdDouble.Start("--on-cue");
        Powerless.Run("batch", "--pid", $"{vswitchd.Pid}").AssertRefused(3, $"no permission to read /proc/{vswitchd.Pid}/", "run as root");
        var check = Powerless.Run("check", "--pid", $"{vswitchd.Pid}");
        Assert.Equal((3, ""), (check.ExitCode, check.Error));
        Assert.Contains(check.Lines, line => line.StartsWith("NO permissions", StringComparison.Ordinal) && line.Contains("CAP_BPF, CAP_PERFMON", StringComparison.Ordinal));
    }

    [LiveFact]
    public void A_user_who_may_not_load_programs_is_told_which_capabilities_are_missing()
    {
        using var vswitchd = VswitchdDouble.Start("--on-cue");
        Powerless.RunWithout("-cap_38,-cap_39,-sys_admin", "batch", "--pid", $"{vswitchd.Pid}")
            .AssertRefused(3, "no permission to ", "CAP_BPF, CAP_PERFMON, CAP_SYS_ADMIN missing; run ovstop as root");
    }

    [LiveFact]
    public void A_missing_libbpf_is_told_with_the_package_to_install()
    {
        using var vswitchd = VswitchdDouble.Start("--on-cue");
        using var folder = new TemporaryFolder();
        string hide = $"mount --bind {folder.Write("no-library", "")} $(readlink -f $(ldconfig -p | awk '/libbpf.so.1 /{{ print $NF; exit }}'))";
        ProgramResult Without(string arguments) => OvsTopProgram.RunAs("unshare", "--mount", "sh", "-ec", $"{hide}; exec {OvsTopProgram.Path} {arguments}");
        Without($"batch --pid {vswitchd.Pid}").AssertRefused(3, "libbpf.so.1 (libbpf 1.0 or newer) is not installed", "apt-get install libbpf1");
        var check = Without($"check --pid {vswitchd.Pid}");
        Assert.Equal((3, ""), (check.ExitCode, check.Error));
        Assert.Contains(check.Lines, line => line.StartsWith("NO libbpf", StringComparison.Ordinal));
    }

    private static bool IsUsdt(string line) => UsdtProviders.Any(provider => line.StartsWith(provider, StringComparison.Ordinal));
}
