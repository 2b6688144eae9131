using System.Diagnostics;
using System.Reactive.Linq;
using System.Text.Json;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Benchmarks;

/// <summary>
/// How much longer a revalidation round takes in a storm of deletes while ovstop watches, as a ratio to nobody watching: without a limit, and
/// with limits. By the double's own figures; the contenders take turns, medians over the rounds.
/// </summary>
internal static class GovernorBenchmark
{
    private const string Storm = "--handlers 2 --revalidators 2 --rate 1000 --flows 2000 --flow-ns 2000 --storm 50000 --storm-for 60 --for 12 --linger-ms 300";

    public static int Run(int rounds)
    {
        (string Name, double? Limit, bool Watch)[] contenders =
            [("nobody watches", null, false), ("no limit", null, true), ("10 % of a core", 10, true), ("3 % of a core", 3, true)];
        var samples = contenders.Select(_ => new List<double>()).ToArray();
        var notes = new string[contenders.Length];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                var (perRoundMs, note) = Measure(contenders[i].Watch, contenders[i].Limit);
                samples[i].Add(perRoundMs);
                notes[i] = note;
            }
        }

        double bare = Median(samples[0]);
        Console.WriteLine($"{"",-18}{"ms a round",12}{"ratio",8}  at the end");
        for (int i = 0; i < contenders.Length; i++)
        {
            Console.WriteLine($"{contenders[i].Name,-18}{Median(samples[i]),12:F1}{Median(samples[i]) / bare,8:F2}  {notes[i]}");
        }

        return 0;
    }

    private static (double Ms, string Note) Measure(bool watch, double? limit)
    {
        string json = Path.GetTempFileName();
        using var vswitchd = Process.Start(new ProcessStartInfo(
            Path.Combine(BenchDouble.RepositoryRoot(), "tests", "vswitchd-double", "run"), $"{Storm} --json {json}{(watch ? "" : " --delay 0")}") { RedirectStandardOutput = true })!;
        int pid = JsonDocument.Parse(vswitchd.StandardOutput.ReadLine()!).RootElement.GetProperty("pid").GetInt32();
        string note = "";
        if (watch)
        {
            using var source = LiveSource.Open(new DaemonFinder(), new LiveOptions { Pid = pid, MaxOverheadPercent = limit });
            Attachment? last = null;
            source.Batches.Do(_ => last = source.Info.Attachment).LastAsync().Wait();
            note = $"verdicts {last!.Label(ProbeId.FlowResult) switch { "" => "all", var label => label }}, cost {(last.IsEstimated ? "~" : "")}{last.CostPercent:F1} %, itself {last.OwnPercent:F1} %";
        }

        vswitchd.WaitForExit();
        using var stream = File.OpenRead(json);
        var root = JsonDocument.Parse(stream).RootElement;
        double ms = root.GetProperty("storm_round_ns").GetDouble() / root.GetProperty("storm_rounds").GetDouble() / 1e6;
        File.Delete(json);
        return (ms, note);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
