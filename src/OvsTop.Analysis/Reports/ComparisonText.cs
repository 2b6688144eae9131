using System.Globalization;
using System.Text.Json.Nodes;
using OvsTop.Analysis.Comparisons;
using static OvsTop.Analysis.Reports.ReportComparison;

namespace OvsTop.Analysis.Reports;

/// <summary>
/// Two reports beside each other for people: the findings in words, counts also by second (recordings are rarely of one length), then number by number
/// what the JSON has. What says nothing is left out: 0 on both sides, settings, times within a recording, talkers too quiet to matter.
/// </summary>
internal sealed class ComparisonText(JsonObject a, JsonObject b)
{
    private const int NameWidth = 32, TalkerRows = 10;
    private const decimal TalkerShare = 0.01m;

    /// <summary>Parts that are told otherwise.</summary>
    private static readonly string[] Told = [.. Left, "duration_s", "diagnosis", "notices"];

    private static readonly string[] Silent = ["seconds", "bound"];

    /// <summary>Writes it.</summary>
    public void Write(TextWriter text)
    {
        foreach (var (side, name) in Sides)
        {
            text.WriteLine(Plain.Safe($"{name}  {side["source"]}, {Text(Number(side["duration_s"]), "")} s", Plain.Width));
        }

        foreach (var (side, name) in Sides)
        {
            foreach (var notice in side["notices"]!.AsArray())
            {
                Wrapped(text, $"! {name}: ", $"{notice}");
            }
        }

        Findings(text);
        text.WriteLine();
        text.WriteLine($"{"",-NameWidth}{"A",13}{"B",13}{"B-A",12}{"%",9}");
        Part(text, "counts per second", CountsPerSecond());
        foreach (string name in Names(a, b).Except(Told))
        {
            var (left, right) = (Normal(a[name]), Normal(b[name]));
            if (left is JsonObject or null && right is JsonObject or null)
            {
                Part(text, name, name == "talkers" ? Talkers() : Lines(left as JsonObject, right as JsonObject, name, ""));
            }
            else
            {
                Part(text, "", Line(name, Number(left), Number(right)));
            }
        }

        text.WriteLine();
        Wrapped(text, "", "p50, p90 and p99 are exact to 12.5 %: of a smaller change it is not sure that it is one. Left out are rows of 0 on both sides, "
            + $"and talkers with less than {TalkerShare:0%} of the upcalls on both.");
    }

    private (JsonObject Side, char Name)[] Sides => [(a, 'A'), (b, 'B')];

    private void Findings(TextWriter text)
    {
        // Of some handlers alone nothing is judged.
        if (a["handler"] is not null || b["handler"] is not null)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine("What this looks like");
        foreach (var (side, name) in Sides)
        {
            string[] findings = [.. side["diagnosis"]!.AsArray().Select(finding => $"{finding!["text"]}")];
            foreach (string finding in findings.DefaultIfEmpty("nothing unusual in what it tells"))
            {
                Wrapped(text, $"  {name}  ", finding);
            }
        }
    }

    private static void Part(TextWriter text, string name, IEnumerable<string> lines)
    {
        bool first = name.Length > 0;
        foreach (string line in lines)
        {
            if (first)
            {
                text.WriteLine(name);
                first = false;
            }

            text.WriteLine(line);
        }
    }

    private IEnumerable<string> CountsPerSecond()
    {
        var (left, right) = (a["counts"] as JsonObject, b["counts"] as JsonObject);
        return Names(left, right).SelectMany(name => Line("  " + name, PerSecond(left, name, a), PerSecond(right, name, b)));

        static decimal? PerSecond(JsonObject? counts, string name, JsonObject side) =>
            Number(side["duration_s"]) is { } seconds and > 0 ? (Number(counts?[name]) ?? 0) / seconds : null;
    }

    private static IEnumerable<string> Lines(JsonObject? left, JsonObject? right, string parent, string path)
    {
        foreach (string name in Names(left, right).Except(Silent))
        {
            var (one, other) = (Normal(left?[name]), Normal(right?[name]));
            decimal? none = Counts.Contains(parent) ? 0 : null;
            foreach (string line in one is JsonObject || other is JsonObject ? Lines(one as JsonObject, other as JsonObject, name, $"{path}{name} ")
                : name == "share" ? Line($"  {path}share, %", Number(one) * 100, Number(other) * 100, isShare: true)
                : Line($"  {path}{name}", Number(one) ?? none, Number(other) ?? none))
            {
                yield return line;
            }
        }
    }

    /// <summary>The loudest of both. Who is not listed on a side that lists everybody had none.</summary>
    private IEnumerable<string> Talkers()
    {
        var (left, right) = (a["talkers"]!.AsObject(), b["talkers"]!.AsObject());
        foreach (string dimension in Names(left, right).Where(name => (left[name] ?? right[name]) is JsonArray))
        {
            var (one, other) = (Sum(left[dimension]), Sum(right[dimension]));
            var rows = one.Keys.Union(other.Keys).Select(key => (Key: key, A: Upcalls(one, key, left), B: Upcalls(other, key, right)))
                .Where(row => row.A >= Least(left) || row.B >= Least(right)).OrderByDescending(row => Math.Max(row.A ?? 0, row.B ?? 0)).Take(TalkerRows);
            foreach (string line in rows.SelectMany(row => Line($"  {dimension} {row.Key}", row.A, row.B)))
            {
                yield return line;
            }

            decimal? Upcalls(Dictionary<string, decimal> list, string key, JsonObject side) =>
                list.TryGetValue(key, out decimal upcalls) ? upcalls : Number(side["others"]?[dimension]) == 0 ? 0 : null;

            decimal? Least(JsonObject side) => Number(side["totals"]?[dimension]) * TalkerShare;
        }
    }

    /// <summary>Upcalls by key; an address that sends IP and ARP is in two rows and is one talker here.</summary>
    private static Dictionary<string, decimal> Sum(JsonNode? list) =>
        (list as JsonArray ?? []).GroupBy(row => $"{row!["key"]}").ToDictionary(rows => rows.Key, rows => rows.Sum(row => Number(row!["upcalls"]) ?? 0));

    /// <summary>The numbers of a row; two lines when its name needs one for itself, none when it says nothing. Of shares the change is in points, and has no percent.</summary>
    private static IEnumerable<string> Line(string name, decimal? left, decimal? right, bool isShare = false)
    {
        if ((left ?? 0) == 0 && (right ?? 0) == 0)
        {
            yield break;
        }

        if (name.Length >= NameWidth)
        {
            yield return Plain.Safe(name, Plain.Width);
            name = "";
        }

        string change = isShare ? "" : Change.Text(Change.Percent((double?)left, (double?)right));
        yield return $"{Plain.Safe(name, NameWidth),-NameWidth}{Text(left, ""),13}{Text(right, ""),13}{Text(right - left, "+"),12}{change,9}".TrimEnd();
    }

    /// <summary>12,345, 123.4 or 1.23: as many digits as are worth reading.</summary>
    private static string Text(decimal? number, string plus) => number is not { } n ? "-"
        : (n > 0 ? plus : "") + n.ToString(n == decimal.Truncate(n) || Math.Abs(n) >= 1000 ? "N0" : Math.Abs(n) >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    private static void Wrapped(TextWriter text, string mark, string words)
    {
        foreach (string line in Plain.Wrap(words, Plain.Width - mark.Length))
        {
            text.WriteLine(mark + line);
            mark = new string(' ', mark.Length);
        }
    }
}
