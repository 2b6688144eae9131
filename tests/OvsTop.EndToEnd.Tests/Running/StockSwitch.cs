using System.Diagnostics;
using System.Globalization;

namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>
/// The distribution's own ovs-vswitchd (Debian builds it without probes) with a userspace bridge, in a run directory and a network namespace of its own. Its
/// flows stay for ten minutes, however slowly they are asked for.
/// </summary>
internal sealed class StockSwitch : IDisposable
{
    private const string Program = "/usr/sbin/ovs-vswitchd";

    private readonly TemporaryFolder _folder = new();
    private readonly string _namespace = $"ovstop{Environment.ProcessId}";

    public StockSwitch()
    {
        string run = _folder.Path;
        Shell($"""
            export OVS_RUNDIR={run} OVS_DBDIR={run} OVS_SYSCONFDIR={run} OVS_LOGDIR={run}
            ip netns add {_namespace}
            ovsdb-tool create {run}/conf.db /usr/share/openvswitch/vswitch.ovsschema
            ovsdb-server {run}/conf.db --remote=punix:{run}/db.sock --pidfile={run}/ovsdb-server.pid --detach --log-file={run}/db.log
            ovs-vsctl --db=unix:{run}/db.sock --no-wait init
            ip netns exec {_namespace} {Program} unix:{run}/db.sock --disable-system --pidfile={run}/ovs-vswitchd.pid --detach --log-file={run}/vs.log
            ip -n {_namespace} link add tap1 type veth peer name far1
            ip -n {_namespace} link set tap1 up
            ip -n {_namespace} link set far1 up
            ovs-vsctl --db=unix:{run}/db.sock add-br br0 -- set bridge br0 datapath_type=netdev -- add-port br0 tap1 -- set Open_vSwitch . other_config:max-idle=600000
            """);
        Pid = int.Parse(File.ReadAllText($"{run}/ovs-vswitchd.pid").Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Missing => File.Exists(Program) ? null : "the distribution's ovs-vswitchd is not installed (openvswitch-switch)";

    public int Pid { get; }

    /// <summary>Requests its control socket has received; they are counted with a delay of a second or so.</summary>
    public ulong Requests => ulong.Parse(Shell($"ovs-appctl -t {_folder.Combine($"ovs-vswitchd.{Pid}.ctl")} coverage/read-counter unixctl_received"), CultureInfo.InvariantCulture);

    /// <summary>Its control socket.</summary>
    public string Socket => _folder.Combine($"ovs-vswitchd.{Pid}.ctl");

    /// <summary>Replaces the rules of its bridge.</summary>
    public void SetRules(string rules)
    {
        string file = _folder.Combine("rules");
        File.WriteAllText(file, rules);
        Shell($"ovs-ofctl -O OpenFlow14 replace-flows unix:{_folder.Combine("br0.mgmt")} {file}");
    }

    /// <summary>The peer of its port looks for routers and groups anew: a handful of ICMPv6 packets.</summary>
    public void Knock() => Shell($"ip -n {_namespace} link set far1 down; ip -n {_namespace} link set far1 up");

    /// <summary>Its installed flows with all fields, as dpctl prints them.</summary>
    public string[] Flows() => Shell($"ovs-appctl -t {Socket} dpctl/dump-flows -m --no-names").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Stops the whole process, or lets it go on.</summary>
    public void Freeze(bool frozen) => Shell($"kill -{(frozen ? "STOP" : "CONT")} {Pid}");

    public void Dispose()
    {
        Freeze(false);
        foreach (string pidFile in Directory.GetFiles(_folder.Path, "*.pid"))
        {
            Shell($"p=$(cat {pidFile}); kill $p; while [ -d /proc/$p ]; do sleep 0.05; done");
        }

        Shell($"ip netns del {_namespace}");
        _folder.Dispose();
    }

    private static string Shell(string script)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-ec", script]) { RedirectStandardOutput = true, RedirectStandardError = false };
        using var shell = Process.Start(start)!;
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.True(shell.ExitCode == 0, $"exit code {shell.ExitCode} of {script}");
        return output;
    }
}
