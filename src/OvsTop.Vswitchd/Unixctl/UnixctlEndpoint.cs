using System.Net.Sockets;
using OvsTop.Model;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Vswitchd.Unixctl;

/// <summary>A control socket in a file system that may be a container's.</summary>
/// <param name="Root">Root directory the path counts from: <c>/proc/PID/root</c>, or <c>/</c>.</param>
/// <param name="Path">Absolute path in there.</param>
public sealed record UnixctlEndpoint(string Root, string Path)
{
    /// <summary>Where a daemon that says nothing else puts its socket: Linux distributions, then upstream's default prefix.</summary>
    private static readonly string[] RunDirectories = ["/run/openvswitch", "/var/run/openvswitch", "/usr/local/var/run/openvswitch"];

    /// <summary>
    /// The control socket of a daemon: <c>--unixctl</c> of its command line, else <c>ovs-vswitchd.PID.ctl</c> in OVS_RUNDIR of its
    /// environment or a usual place (unixctl_server_create, lib/unixctl.c).
    /// </summary>
    /// <exception cref="UnixctlException">It has none, or none that can be found.</exception>
    public static UnixctlEndpoint Find(Daemon daemon)
    {
        var proc = new ProcFs(daemon.ProcDirectory);
        string? option = Option(proc.Strings(daemon.Pid, "cmdline"));
        if (option == "none")
        {
            throw new UnixctlException(UnixctlFailure.Unreachable, $"ovs-vswitchd {daemon.Pid} runs with --unixctl=none: it has no control socket to ask");
        }

        string name = option ?? $"{DaemonFinder.Comm}.{daemon.NamespacePid}.ctl";
        string[] paths = name.StartsWith('/') ? [name] : [.. Places(proc, daemon.Pid).Select(place => $"{place}/{name}")];
        foreach (string path in paths)
        {
            using var socket = Native.OpenPathIn(daemon.Root, path);
            if (socket is not null) return new UnixctlEndpoint(daemon.Root, path);
        }

        throw new UnixctlException(UnixctlFailure.Unreachable,
            $"no control socket of ovs-vswitchd {daemon.Pid} (looked for {string.Join(", ", paths.Select(p => PlainText.Brief(p)))}); is it just starting, or not readable for you?");
    }

    /// <summary>
    /// Connects. The directory is opened first and named through <c>/proc/self/fd</c>, so that neither absolute links inside the
    /// container nor the 107 bytes of sun_path matter.
    /// </summary>
    internal async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        string directoryPath = System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } parent ? parent : "/";
        using var directory = Native.OpenPathIn(Root, directoryPath) ?? throw new IOException($"{directoryPath} cannot be opened");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var address = new UnixDomainSocketEndPoint($"/proc/self/fd/{directory.DangerousGetHandle()}/{System.IO.Path.GetFileName(Path)}");
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IEnumerable<string> Places(ProcFs proc, int pid)
    {
        const string Variable = "OVS_RUNDIR=";
        string? own = proc.Strings(pid, "environ").FirstOrDefault(v => v.StartsWith(Variable, StringComparison.Ordinal))?[Variable.Length..];
        return own is ['/', ..] ? RunDirectories.Prepend(own) : RunDirectories;
    }

    private static string? Option(string[] commandLine)
    {
        const string Name = "--unixctl";
        for (int i = 1; i < commandLine.Length; i++)
        {
            if (commandLine[i] == Name && i + 1 < commandLine.Length) return commandLine[i + 1];
            if (commandLine[i].StartsWith(Name + "=", StringComparison.Ordinal)) return commandLine[i][(Name.Length + 1)..];
        }

        return null;
    }
}
