using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Unixctl;

public sealed class UnixctlEndpointTests : IDisposable
{
    private readonly FakeProc proc = new();

    public void Dispose() => proc.Dispose();

    [Theory]
    [InlineData("", "", "/run/openvswitch/ovs-vswitchd.7.ctl")]
    [InlineData("", "", "/usr/local/var/run/openvswitch/ovs-vswitchd.7.ctl")]
    [InlineData("", "PATH=/bin\0OVS_RUNDIR=/opt/ovs\0", "/opt/ovs/ovs-vswitchd.7.ctl")]
    [InlineData("--unixctl=/tmp/my.ctl\0", "", "/tmp/my.ctl")]
    [InlineData("--detach\0--unixctl\0/tmp/my.ctl\0--no-chdir\0", "", "/tmp/my.ctl")]
    [InlineData("--unixctl=my.ctl\0", "", "/run/openvswitch/my.ctl")]
    public async Task The_socket_is_found_in_the_daemons_own_file_system(string options, string environment, string path)
    {
        var daemon = Add(options, environment);
        await using var listening = Listen(path);

        var endpoint = UnixctlEndpoint.Find(daemon);

        Assert.Equal((daemon.Root, path), (endpoint.Root, endpoint.Path));
        await AnswersVersion(endpoint);
    }

    [Fact]
    public async Task Absolute_links_inside_a_container_stay_inside()
    {
        var daemon = Add();
        await using var listening = Listen("/data/openvswitch/ovs-vswitchd.7.ctl");
        Directory.CreateSymbolicLink($"{daemon.Root}/run", "/data");

        var endpoint = UnixctlEndpoint.Find(daemon);

        Assert.Equal("/run/openvswitch/ovs-vswitchd.7.ctl", endpoint.Path);
        await AnswersVersion(endpoint);
    }

    [Fact]
    public async Task A_path_longer_than_a_socket_address_is_reached()
    {
        var daemon = Add();
        string place = string.Concat(Enumerable.Repeat("/a-directory-with-a-long-name", 6));
        await using var listening = Listen(place + "/x.ctl");

        await AnswersVersion(new UnixctlEndpoint(daemon.Root, place + "/x.ctl"));
    }

    [Fact]
    public void A_daemon_without_control_socket_says_so()
    {
        var error = Assert.Throws<UnixctlException>(() => UnixctlEndpoint.Find(Add("--unixctl=none\0")));

        Assert.Equal("ovs-vswitchd 42 runs with --unixctl=none: it has no control socket to ask", error.Message);
    }

    [Fact]
    public void A_socket_that_is_nowhere_is_an_error_with_the_places_looked_at()
    {
        var error = Assert.Throws<UnixctlException>(() => UnixctlEndpoint.Find(Add()));

        Assert.Contains("/run/openvswitch/ovs-vswitchd.7.ctl, /var/run/openvswitch/ovs-vswitchd.7.ctl", error.Message);
        Assert.Equal(UnixctlFailure.Unreachable, error.Failure);
    }

    private Vswitchd.Daemons.Daemon Add(string options = "", string environment = "")
    {
        proc.Add(42, namespacePids: "42\t7");
        proc.Write(42, "cmdline", $"ovs-vswitchd\0unix:/run/openvswitch/db.sock\0{options}");
        proc.Write(42, "environ", environment);
        return proc.Finder.Find();
    }

    /// <summary>Binds at a short path and moves the socket to where it is wanted: bind has the limit of 107 bytes, too.</summary>
    private FakeDaemon Listen(string path)
    {
        string full = $"{proc.Proc}/42/root{path}", early = $"{proc.Run}/s";
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var daemon = new FakeDaemon(early, c => c.Result("ovs-vswitchd (Open vSwitch) 3.4.1"));
        File.Move(early, full);
        return daemon;
    }

    private static async Task AnswersVersion(UnixctlEndpoint endpoint)
    {
        using var client = new UnixctlClient(endpoint, new UnixctlOptions { Timeout = TimeSpan.FromSeconds(30) });
        Assert.Equal("ovs-vswitchd (Open vSwitch) 3.4.1", (await client.CallAsync("version", default, CancellationToken.None)).Result);
    }
}
