using System.Diagnostics;
using System.Globalization;

namespace OvsTop.Probes.Tests.Plans;

/// <summary>
/// The time a process's revalidators spend in the kernel: the double makes no system calls in a storm, so that is what traps and programs take from it. CPU time and not elapsed time, or
/// other work on the machine would be in it.
/// </summary>
internal sealed class TrapTime(int pid)
{
    private const double TicksPerSecond = 100; // USER_HZ
    private readonly Dictionary<string, (double Kernel, double Own, double Elapsed)> _byLabel = [];
    private (double Kernel, double Own, long At)? _last;

    /// <summary>The time since the last call was under a label.</summary>
    public void Tick(string label)
    {
        var (kernel, own) = Read();
        if (_last is { } before && kernel < before.Kernel)
        {
            return; // threads have ended
        }

        long at = Stopwatch.GetTimestamp();
        if (_last is { } last)
        {
            var sum = _byLabel.GetValueOrDefault(label);
            _byLabel[label] = (sum.Kernel + kernel - last.Kernel, sum.Own + own - last.Own, sum.Elapsed + Stopwatch.GetElapsedTime(last.At, at).TotalSeconds);
        }

        _last = (kernel, own, at);
    }

    /// <summary>Percent of a core, over all the time in which something was sampled or paused.</summary>
    public double ReducedPercent
    {
        get
        {
            var reduced = _byLabel.Where(pair => pair.Key.Length > 0).Select(pair => pair.Value).ToList();
            return reduced.Sum(time => time.Kernel) / Math.Max(1, reduced.Sum(time => time.Elapsed)) * 100;
        }
    }

    public override string ToString() => string.Join("; ", _byLabel.Select(pair => string.Create(CultureInfo.InvariantCulture,
        $"{(pair.Key.Length == 0 ? "all" : pair.Key)} {pair.Value.Elapsed:F1} s: kernel {pair.Value.Kernel:F2} s, own {pair.Value.Own:F2} s, {pair.Value.Kernel / pair.Value.Elapsed * 100:F1} % of a core")));

    private (double Kernel, double Own) Read()
    {
        double kernel = 0, own = 0;
        string tasks = $"/proc/{pid}/task";
        foreach (string task in Directory.Exists(tasks) ? Directory.GetDirectories(tasks) : [])
        {
            try
            {
                string stat = File.ReadAllText($"{task}/stat");
                if (stat.Contains("(revalidator", StringComparison.Ordinal))
                {
                    string[] fields = stat[(stat.IndexOf(')', StringComparison.Ordinal) + 2)..].Split(' ');
                    own += double.Parse(fields[11], CultureInfo.InvariantCulture) / TicksPerSecond;
                    kernel += double.Parse(fields[12], CultureInfo.InvariantCulture) / TicksPerSecond;
                }
            }
            catch (IOException)
            {
                // The thread has ended.
            }
        }

        return (kernel, own);
    }
}
