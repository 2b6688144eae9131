using System.Diagnostics;
using System.Text.Json;

namespace OvsTop.Benchmarks;

/// <summary>
/// How soon a key is answered on a live screen (120x35, default interval) over a switch with many upcalls: from the write of the key to a pseudo terminal to the
/// first byte and to the end of the frame that come back. And what watching takes of a core while nobody presses anything.
/// </summary>
internal static class Keypress
{
    private const int Busy = 20_000, Calm = 500;
    private const int IdleSeconds = 30, WarmUp = 40;

    private static readonly (string What, string[] Keys)[] Kinds =
    [
        ("views", ["2", "3", "4", "5", "6", "7", "8", "1"]), ("rows", ["4", "j", "k", "j", "k", "j", "k", "1"]), ("palette", [":", "v", "i", "e", "w", "\x15", "\t", "\e"]), ("help", ["?", "s", "o", "r", "t", "\e", "\e"]),
    ];

    public static int Run(int keys)
    {
        using (var screen = Watch(Busy, out var vswitchd))
        {
            Thread.Sleep(TimeSpan.FromSeconds(3));
            Rounds(screen, WarmUp, []);
            var times = new List<(string What, double First, double Whole)>();
            Rounds(screen, keys, times);
            Console.WriteLine($"{"key",-10}{"n",6}{"first ms",10}{"p99",8}{"max",8}{"frame ms",10}{"p99",8}{"max",8}   at {Busy:N0} upcalls/s");
            foreach (var kind in times.Where(time => time.What != "Esc").Select(time => time with { What = "all" }).Concat(times).GroupBy(time => time.What))
            {
                Console.WriteLine($"{kind.Key,-10}{kind.Count(),6}{Figures(kind.Select(time => time.First))}{Figures(kind.Select(time => time.Whole))}");
            }

            Idle(screen, Busy);
            End(vswitchd);
        }

        using (var screen = Watch(Calm, out var vswitchd))
        {
            Thread.Sleep(TimeSpan.FromSeconds(10));
            Idle(screen, Calm);
            End(vswitchd);
        }

        return 0;
    }

    private static Pty Watch(int rate, out Process vswitchd)
    {
        string root = BenchDouble.RepositoryRoot();
        vswitchd = Process.Start(new ProcessStartInfo(
            Path.Combine(root, "tests", "vswitchd-double", "run"), $"--handlers 4 --revalidators 2 --rate {rate} --for 600 --flows 20000 --json /dev/null")
        { RedirectStandardOutput = true })!;
        int pid = JsonDocument.Parse(vswitchd.StandardOutput.ReadLine()!).RootElement.GetProperty("pid").GetInt32();
        return new Pty(120, 35, Path.Combine(root, ".artifacts", "bin", "OvsTop", "release", "ovstop"), "--pid", $"{pid}");
    }

    private static void End(Process vswitchd)
    {
        vswitchd.Kill();
        vswitchd.WaitForExit();
        vswitchd.Dispose();
    }

    private static void Rounds(Pty screen, int keys, List<(string What, double First, double Whole)> times)
    {
        for (int pressed = 0; pressed < keys;)
        {
            foreach (var (what, sequence) in Kinds)
            {
                foreach (string key in sequence)
                {
                    // No key while a frame is on its way, and not in step with the ticks.
                    Thread.Sleep(Random.Shared.Next(20, 60));
                    screen.Settle(TimeSpan.FromMilliseconds(20));
                    if (screen.Press(key) is var (first, whole))
                    {
                        times.Add((key == "\e" ? "Esc" : what, first, whole));
                        pressed++;
                    }

                    // A key behind an Escape too soon is Alt with that key.
                    Thread.Sleep(key == "\e" ? 100 : 0);
                }
            }
        }
    }

    private static void Idle(Pty screen, int rate)
    {
        screen.Press("1");
        var before = screen.CpuTime();
        var clock = Stopwatch.StartNew();
        Thread.Sleep(TimeSpan.FromSeconds(IdleSeconds));
        Console.WriteLine($"watching the Overview for {IdleSeconds} s at {rate:N0} upcalls/s: {(screen.CpuTime() - before) / clock.Elapsed:P2} of a core");
    }

    private static string Figures(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return $"{sorted[sorted.Length / 2],10:F1}{sorted[(int)(sorted.Length * 0.99)],8:F1}{sorted[^1],8:F1}";
    }
}
