using System.Globalization;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>What <c>ovstop report FILE</c> prints, against what a script finds in the raw lines of the file by the rules of upcall_cost.py.</summary>
public sealed class ReportTextTests
{
    private static readonly string[] Captured = ["l4-udp-idle", "l4-storm"];
    private static readonly Dictionary<string, Lazy<UpcallCostScript>> Scripts = Captured.ToDictionary(name => name, name => new Lazy<UpcallCostScript>(() => new(Captures.PathOf(name))));
    private static readonly Dictionary<string, Lazy<string[]>> Printed =
        Captured.ToDictionary(name => name, name => new Lazy<string[]>(() => OvsTopProgram.Run("report", Captures.PathOf(name)).AssertDone().Out.Split('\n')));

    public static TheoryData<string> Names => [.. Captured];

    public static TheoryData<string, string> Stages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string capture in Captured)
            {
                foreach (string stage in new[]
                    { "queue", "translate", "translate execute", "wait put", "kernel put", "wait execute", "kernel execute", "total", "overhead", "dump", "run", "wait" })
                {
                    data.Add(capture, stage);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_is_counted(string capture) => Assert.Equal(
        Scripts[capture].Value.Counts.Select(count => (count.Key, count.Value)).OrderBy(count => count.Key, StringComparer.Ordinal),
        Part(capture, "Events").TakeWhile(line => !line.StartsWith("  details", StringComparison.Ordinal)).Select(Words)
            .Select(line => (line[0], Whole(line[1]))).OrderBy(count => count.Item1, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Upcalls_of_every_thread(string capture) => Assert.Equal(
        Scripts[capture].Value.Threads.Append(new("other", 0)).Append(new("total", Scripts[capture].Value.Threads.Values.Sum())).Select(thread => (thread.Key, thread.Value))
            .OrderBy(thread => thread.Key, StringComparer.Ordinal),
        Part(capture, "Upcalls by thread").Select(line => (Words(line)[0], Whole(Words(line[22..])[0]))).OrderBy(thread => thread.Item1, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Batches_of_every_size(string capture) => Assert.Equal(
        Scripts[capture].Value.Batches.GroupBy(size => size).Select(size => (size.Key, size.Count())).Order(),
        Part(capture, "Upcalls per batch").Select(Words).Select(line => (Whole(line[0]), Whole(line[1]))));

    /// <summary>Counts, smallest and largest are exact, up to the digits printed; a median is the right bucket of eight in a power of two.</summary>
    [Theory]
    [MemberData(nameof(Stages))]
    public void Times_and_their_medians(string capture, string stage)
    {
        double[] us = Scripts[capture].Value.Of(stage);
        string[] row = [.. Printed[capture].Value.Where(line => line.Length == 75 && line[..22].Trim() == stage).Select(line => line[22..])];
        string[] cells = Words(Assert.Single(row));
        Assert.Equal(us.Length, Whole(cells[0]));
        Near(us[0], 1, cells[1]);
        Near(us[(us.Length - 1) / 2], 1.125, cells[2]);
        Near(us[^1], 1, cells[5]);
        Near(us.Average(), 1, cells[6]);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Histograms(string capture, string stage)
    {
        double[] us = Scripts[capture].Value.Of(stage);
        string[] lines = Part(capture, stage + ":");
        string[] summary = Words(lines[0].Replace(",", " ", StringComparison.Ordinal));
        Near(us[(us.Length - 1) / 2], 1.125, summary[Array.IndexOf(summary, "median") + 1]);

        var bins = us.GroupBy(Power).ToDictionary(bin => bin.Key, bin => bin.Count());
        int[] powers = [.. Enumerable.Range(bins.Keys.Min(), bins.Keys.Max() - bins.Keys.Min() + 1)];
        string[][] printed = [.. lines.Skip(1).Select(Words)];
        Assert.Equal(powers.Select(power => bins.GetValueOrDefault(power)), printed.Select(line => Whole(line[1])));
        Assert.All(powers.Zip(printed), bin => Near(Math.Pow(2, bin.First) / 1e3, 1, bin.Second[0]));
    }

    /// <summary>The lines of a part, after its head.</summary>
    private static string[] Part(string capture, string head) =>
        [.. Printed[capture].Value.SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)];

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Whole(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    /// <summary>The power of two, in ns, that a time is at least.</summary>
    private static int Power(double us) => (int)Math.Floor(Math.Log2(Math.Round(us * 1e3)));

    /// <summary>Within a factor, and half of the last digit of what is printed (<c>1366</c>, <c>17.2</c>, <c>10.8k</c>).</summary>
    private static void Near(double expected, double factor, string printed)
    {
        double unit = printed[^1] switch { 'k' => 1e3, 'M' => 1e6, _ => 1 };
        string digits = printed.TrimEnd('k', 'M');
        int point = digits.IndexOf('.');
        double half = unit * Math.Pow(10, point < 0 ? 0 : point + 1 - digits.Length) * 0.5001;
        Assert.InRange(double.Parse(digits, CultureInfo.InvariantCulture) * unit, (expected / factor) - half, (expected * factor) + half);
    }
}
