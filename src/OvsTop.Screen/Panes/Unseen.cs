using OvsTop.Analysis.Snapshots;

namespace OvsTop.Screen.Panes;

/// <summary>Why a view has nothing from probes, in one sentence: a table by view and world.</summary>
internal static class Unseen
{
    private const string NoProbes = "no USDT probes in this ovs-vswitchd";
    private const string Userspace = "userspace datapath: packets are translated where they are forwarded, no handler sees them";

    private static readonly Dictionary<int, (string NoProbes, string Userspace)> Sentences = new()
    {
        [2] = ($"{NoProbes}: which handler serves which upcall is not known", Userspace),
        [3] = ($"{NoProbes}: upcalls cannot be timed", Userspace),
        [4] = ($"{NoProbes}: why flows are deleted is not known", $"{NoProbes}: why flows are deleted is not known"),
        [8] = ($"{NoProbes}: the main loop cannot be timed", $"{NoProbes}: the main loop cannot be timed"),
    };

    /// <summary>The sentence for a view; null when probes tell, or may yet tell, or nobody asks the daemon.</summary>
    public static string? Why(Snapshot snapshot, int view)
    {
        if (snapshot is not { Facts: { } facts, Source.Attached: { } attached } || !Sentences.TryGetValue(view, out var sentence))
        {
            return null;
        }

        bool noProbes = attached.Count == 0 && snapshot.Counts.Count == 0;
        return facts.IsUserspace && (noProbes || view is 2 or 3) ? sentence.Userspace : noProbes ? sentence.NoProbes : null;
    }
}
