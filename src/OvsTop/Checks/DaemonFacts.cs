using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Layouts;
using OvsTop.Vswitchd.Unixctl;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Checks;

/// <summary>What is known about a daemon without attaching.</summary>
internal static class DaemonFacts
{
    public static IReadOnlyList<CheckLine> Find(Daemon daemon, UsdtScan scan, UnixctlClients clients)
    {
        var lines = new List<CheckLine>
        {
            new("ovs-vswitchd", true, $"pid {daemon.Pid}, {daemon.ExePath}{(daemon.Container is { } container ? $", container {container}" : "")}"),
            new("threads", null, $"{daemon.CountThreads("handler")} handlers, {daemon.CountThreads("revalidator")} revalidators, {daemon.CountThreads("pmd")} PMD"),
        };
        lines.AddRange(VersionAndLayout(daemon, clients));
        lines.Add(scan.Sites.Count > 0
            ? new CheckLine("USDT notes", true, $"{scan.Sites.Count} sites in {string.Join(", ", scan.Sites.Select(s => s.MappedPath).Distinct())}")
            : new CheckLine("USDT notes", false, "none: built without --enable-usdt-probes"));
        lines.AddRange(scan.Problems.Select(problem => new CheckLine("problem", false, problem)));
        return lines;
    }

    private static IEnumerable<CheckLine> VersionAndLayout(Daemon daemon, UnixctlClients clients)
    {
        string? why = DaemonVersion.TryAsk(daemon, clients, out var version);
        yield return why is null ? new CheckLine("Open vSwitch", true, version.Text) : new CheckLine("Open vSwitch", null, $"version unknown: {why}");
        yield return (why is null ? LayoutTable.Expected(version) : null) is { } layout
            ? new CheckLine("struct layout", true, $"{layout.Name} by version; every ukey is checked when it is read")
            : new CheckLine("struct layout", null, "told from each ukey when it is read");
    }
}
