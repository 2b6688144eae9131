using System.Globalization;
using OvsTop.Model.Facts;

namespace OvsTop.Vswitchd.Replies;

/// <summary>
/// Reads the replies of <c>dpif-netdev/pmd-perf-show</c> (pmd_perf_format_overall_stats, lib/dpif-netdev-perf.c) and of
/// <c>dpif-netdev/pmd-stats-show</c> (pmd_info_show_stats, lib/dpif-netdev.c; the same as the other since 4.0).
/// </summary>
public static class PmdShow
{
    /// <summary>Above this share of all cycles used, percent, the daemon believes in a wrong clock rate.</summary>
    private const double CredibleCyclesPercent = 150;

    private const string Cycles = "Used TSC cycles", Calibrated = "us/upcall";

    /// <summary>What a line says, by its label in one reply or the other.</summary>
    private static readonly Dictionary<string, Func<PmdThread, ulong, PmdThread>> Counters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Rx packets"] = (thread, count) => thread with { Packets = count },
        ["packets received"] = (thread, count) => thread with { Packets = count },
        ["EMC hits"] = (thread, count) => thread with { EmcHits = count },
        ["SMC hits"] = (thread, count) => thread with { SmcHits = count },
        ["Megaflow hits"] = (thread, count) => thread with { MegaflowHits = count },
        ["Upcalls"] = (thread, count) => thread with { Upcalls = count },
        ["miss with success upcall"] = (thread, count) => thread with { Upcalls = count },
        ["Lost upcalls"] = (thread, count) => thread with { LostUpcalls = count },
        ["miss with failed upcall"] = (thread, count) => thread with { LostUpcalls = count },
    };

    /// <summary>Every thread in the reply; none when the datapath is not a userspace one or has no PMD threads.</summary>
    public static IReadOnlyList<PmdThread> Parse(ReadOnlySpan<char> reply)
    {
        var threads = new List<PmdThread>();
        bool credible = true;
        foreach (var range in reply.Split('\n'))
        {
            var line = reply[range].TrimEnd();
            if (line.IsEmpty) continue;
            if (ReplyText.Indent(line) == 0)
            {
                if (Name(line) is not { } name) continue;
                threads.Add(new PmdThread { Name = name });
                credible = true;
            }
            else if (threads.Count > 0)
            {
                var text = line.TrimStart(" -");
                if (text.StartsWith(Cycles)) credible = !(Percent(text) > CredibleCyclesPercent);
                threads[^1] = Apply(text, threads[^1], credible);
            }
        }

        return threads;
    }

    /// <summary><c>pmd thread numa_id 0 core_id 2:</c>, <c>main thread:</c>; null for the heading and for tables.</summary>
    private static string? Name(ReadOnlySpan<char> line)
    {
        const string Pmd = "pmd thread numa_id ", Core = " core_id ";
        if (line is "main thread:") return "main thread";
        if (!line.StartsWith(Pmd) || line[^1] != ':') return null;
        line = line[Pmd.Length..^1];
        int core = line.IndexOf(Core);
        return core > 0 && uint.TryParse(line[..core], NumberStyles.None, null, out uint numa) && uint.TryParse(line[(core + Core.Length)..], NumberStyles.None, null, out uint id)
            ? $"pmd numa {numa} core {id}" : null;
    }

    private static PmdThread Apply(ReadOnlySpan<char> line, PmdThread thread, bool credible)
    {
        int colon = line.IndexOf(':');
        if (colon < 0) return thread;
        var value = line[(colon + 1)..].TrimStart();
        var label = line[..colon].TrimEnd().ToString();
        if (label is "busy iterations" or "processing cycles") return thread with { BusyPercent = Percent(value) };
        if (!Counters.TryGetValue(label, out var set) || ReplyText.Number(value, "") is not { } count) return thread;
        thread = set(thread, count);

        // A build without DPDK counts cycles at a rate it does not know (1 Hz): its microseconds are billions. Without metrics they are 0.
        return label == "Upcalls" && credible && Before(value, Calibrated) is > 0 and var us ? thread with { UsPerUpcall = us } : thread;
    }

    private static double? Percent(ReadOnlySpan<char> text) => Before(text, "%");

    /// <summary>The last decimal number in front of a unit, or null.</summary>
    private static double? Before(ReadOnlySpan<char> text, ReadOnlySpan<char> unit)
    {
        int end = text.IndexOf(unit);
        if (end < 0) return null;
        var number = text[..end].TrimEnd();
        number = number[(number.LastIndexOfAny(" (") + 1)..];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : null;
    }
}
