using System.Globalization;
using System.Text.RegularExpressions;

namespace OvsTop.Analysis.Tests.Formats;

/// <summary>
/// A strict reader of OpenMetrics 1.0 text (RFC draft-richih-opsawg-openmetrics), written from its rules. With <c>prometheus</c> it reads the
/// older text format as node exporter does: no units, no end mark, TYPE names the samples of a counter, fewer types.
/// </summary>
internal sealed partial class OpenMetricsParser
{
    private static readonly Dictionary<string, string[]> Suffixes = new()
    {
        ["counter"] = ["_total", "_created"],
        ["gauge"] = [""],
        ["histogram"] = ["_bucket", "_count", "_sum", "_created"],
        ["info"] = ["_info"],
        ["unknown"] = [""],
    };

    private readonly bool _prometheus;
    private readonly Dictionary<string, OpenMetricsFamily> _families = [];
    private readonly HashSet<string> _seen = [];
    private OpenMetricsFamily? _family;

    private OpenMetricsParser(bool prometheus) => _prometheus = prometheus;

    public static Dictionary<string, OpenMetricsFamily> Parse(string text, bool prometheus = false) => new OpenMetricsParser(prometheus).Read(text);

    private Dictionary<string, OpenMetricsFamily> Read(string text)
    {
        Demand(text.EndsWith('\n') && !text.Contains('\r'), "lines end in a line feed");
        string[] lines = text[..^1].Split('\n');
        Demand(_prometheus || lines[^1] == "# EOF", "the last line is # EOF");
        foreach (string line in _prometheus ? lines : lines[..^1])
        {
            if (line.StartsWith('#'))
            {
                Describe(line);
            }
            else
            {
                Sample(line);
            }
        }

        foreach (var family in _families.Values)
        {
            Check(family);
        }

        var names = _families.Values.SelectMany(f => Suffixes[f.Type!].Select(suffix => f.Name + suffix)).ToList();
        Demand(names.Count == names.Distinct().Count(), "sample names of two families clash");
        return _families;
    }

    private void Describe(string line)
    {
        var match = Descriptor().Match(line);
        Demand(match.Success, $"no descriptor: {line}");
        string kind = match.Groups[1].Value, name = match.Groups[2].Value, value = match.Groups[3].Value;
        if (_prometheus && name.EndsWith("_total", StringComparison.Ordinal))
        {
            name = name[..^"_total".Length];
        }

        if (_family?.Name != name)
        {
            Demand(_families.TryAdd(name, new OpenMetricsFamily(name)), $"family {name} comes twice");
            _family = _families[name];
        }

        Demand(_family.Samples.Count == 0, $"{kind} of {name} behind its samples");
        switch (kind)
        {
            case "TYPE":
                Demand(_family.Type is null && Suffixes.ContainsKey(value) && !(_prometheus && value is "info" or "unknown"), $"bad type: {line}");
                Demand(!_prometheus || value != "counter" == !line.Contains("_total ", StringComparison.Ordinal), $"a counter's samples have its name: {line}");
                _family.Type = value;
                break;
            case "UNIT":
                Demand(!_prometheus && _family.Unit is null && value.Length > 0 && name.EndsWith("_" + value, StringComparison.Ordinal), $"bad unit: {line}");
                _family.Unit = value;
                break;
            default:
                Demand(_family.Help is null && !BadEscape().IsMatch(value), $"bad help: {line}");
                _family.Help = value;
                break;
        }
    }

    private void Sample(string line)
    {
        var match = SampleLine().Match(line);
        Demand(match.Success, $"no sample: {line}");
        string name = match.Groups[1].Value;
        Demand(_family?.Type is not null && name.StartsWith(_family.Name, StringComparison.Ordinal), $"no family before: {line}");
        string suffix = name[_family!.Name.Length..];
        Demand(Suffixes[_family.Type!].Contains(suffix), $"no sample of a {_family.Type}: {line}");

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Match label in Label().Matches(match.Groups[2].Value))
        {
            Demand(!BadEscape().IsMatch(label.Groups[2].Value.Replace("\\\"", "", StringComparison.Ordinal)), $"bad escape: {line}");
            string value = Regex.Unescape(label.Groups[2].Value);
            Demand(value.Length > 0, $"an empty label is none: {line}");
            Demand(labels.TryAdd(label.Groups[1].Value, value), $"label twice: {line}");
        }

        Demand(labels.ContainsKey("le") == (suffix == "_bucket"), $"le is of buckets: {line}");
        Demand(_seen.Add($"{name}|{string.Join('|', labels)}"), $"sample twice: {line}");
        double number = Number(match.Groups[3].Value);
        Demand(_family.Type is "gauge" or "unknown" || number >= 0, $"negative or no number: {line}");
        _family.Samples.Add((suffix, labels, number));
    }

    private static void Check(OpenMetricsFamily family)
    {
        Demand(family.Type is not null && family.Samples.Count > 0, $"{family.Name} is empty");
        if (family.Type != "histogram")
        {
            return;
        }

        var metrics = family.Samples.Select(s => string.Join('|', s.Labels.Where(l => l.Key != "le"))).ToList();
        Demand(metrics.Where((m, i) => i == 0 || metrics[i - 1] != m).Count() == metrics.Distinct().Count(), $"{family.Name}: metrics interleave");
        foreach (var metric in family.Samples.GroupBy(s => string.Join('|', s.Labels.Where(l => l.Key != "le"))))
        {
            var buckets = metric.Where(s => s.Suffix == "_bucket").Select(s => (Le: Number(s.Labels["le"]), s.Value)).ToList();
            Demand(buckets.Count > 0 && double.IsPositiveInfinity(buckets[^1].Le), $"{metric.Key}: no +Inf");
            Demand(buckets.Zip(buckets.Skip(1), (a, b) => a.Le < b.Le && a.Value <= b.Value).All(good => good), $"{metric.Key}: not cumulative");
            Demand(metric.Single(s => s.Suffix == "_count").Value == buckets[^1].Value, $"{metric.Key}: count is not +Inf");
            Demand(metric.Count(s => s.Suffix == "_sum") == 1, $"{metric.Key}: no sum");
            Demand(metric.All(s => s.Suffix != "_bucket" || s.Labels["le"] == "+Inf" || s.Labels["le"].AsSpan().ContainsAny(".e")), $"{metric.Key}: le is a float");
        }
    }

    private static double Number(string text)
    {
        Demand(RealNumber().IsMatch(text), $"no number: {text}");
        return text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }

    [GeneratedRegex("^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$")]
    private static partial Regex Descriptor();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\.)*",?)*(?<!,))\})? (\S+)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\.)*)["]""")]
    private static partial Regex Label();

    [GeneratedRegex("""(?<!\\)(?:\\\\)*\\[^\\n]""")]
    private static partial Regex BadEscape();

    [GeneratedRegex(@"^(?:[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?|\+Inf)$")]
    private static partial Regex RealNumber();
}
