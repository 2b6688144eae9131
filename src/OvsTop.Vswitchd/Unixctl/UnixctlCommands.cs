using System.Collections.Frozen;
using OvsTop.Model;

namespace OvsTop.Vswitchd.Unixctl;

/// <summary>
/// The commands ovstop may send: they read. Everything else is refused here, before anything is sent, and so are arguments
/// that act (a packet in <c>ofproto/trace</c> makes it learn) or cost too much (<c>--names</c> dumps all ports).
/// </summary>
public static class UnixctlCommands
{
    private static readonly FrozenDictionary<string, Func<ReadOnlySpan<string>, string?>> Checks = new Dictionary<string, Func<ReadOnlySpan<string>, string?>>
    {
        ["version"] = Anything,
        ["list-commands"] = Anything,
        ["upcall/show"] = Anything,
        ["dpif/show"] = Anything,
        ["dpctl/show"] = HarmlessOptions,
        ["dpctl/dump-flows"] = HarmlessOptions,
        ["dpctl/get-flow"] = HarmlessOptions,
        ["coverage/show"] = Anything,
        ["memory/show"] = Anything,
        ["ofproto/trace"] = FlowOnly,
        ["ofproto/detrace"] = Anything,
        ["dpif-netlink/dispatch-mode"] = Anything,
        ["dpif-netdev/pmd-perf-show"] = Anything,
        ["dpif-netdev/pmd-stats-show"] = Anything,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All allowed commands.</summary>
    public static IEnumerable<string> Allowed => Checks.Keys;

    /// <summary>Throws unless this command with these arguments only reads.</summary>
    /// <param name="method">The command.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="withDaemonTraces">The commands by which the daemon traces itself are allowed, see <see cref="DaemonTraceCommands"/>.</param>
    /// <exception cref="ArgumentException">It does not, or it is not known to.</exception>
    public static void Check(string method, ReadOnlySpan<string> args, bool withDaemonTraces = false)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (withDaemonTraces && DaemonTraceCommands.IsOne(method)) return;
        if (!Checks.TryGetValue(method, out var check)) throw new ArgumentException($"'{PlainText.Brief(method)}' is not a command ovstop sends: it only reads");
        if (check(args) is { } reason) throw new ArgumentException($"'{method}' is not sent {reason}");
    }

    private static string? Anything(ReadOnlySpan<string> args) => null;

    /// <summary>
    /// <c>-m</c> switches names on as well (dpctl_unixctl_handler, lib/dpctl.c); <c>--clear</c> and <c>--may-create</c> act.
    /// </summary>
    private static string? HarmlessOptions(ReadOnlySpan<string> args)
    {
        bool more = false, noNames = false;
        foreach (string arg in args)
        {
            if (!arg.StartsWith('-')) continue;
            if (arg is "-m" or "--more") more = true;
            else if (arg == "--no-names") noNames = true;
            else if (arg is not ("-s" or "--statistics")) return $"with {PlainText.Brief(arg)}: only -s, and -m with --no-names, are allowed";
        }

        return more && !noNames ? "with -m but without --no-names: it lists every port each time" : null;
    }

    /// <summary>
    /// Arguments as parse_flow_and_packet (ofproto/ofproto-dpif-trace.c) takes them: options anywhere, then [datapath or bridge] flow
    /// [packet]. Hex digits alone would be taken as a packet, and a packet has side effects.
    /// </summary>
    private static string? FlowOnly(ReadOnlySpan<string> args)
    {
        int words = 0;
        string flow = "";
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--ct-next") i++;
            else if (args[i].StartsWith('-')) return $"with {PlainText.Brief(args[i])}: only --ct-next is allowed";
            else
            {
                words++;
                flow = args[i];
            }
        }

        if (words is < 1 or > 2) return "with a packet: give a datapath or bridge, and a flow";
        return flow.AsSpan().ContainsAny('(', '=') ? null : "without a flow at its end";
    }
}
