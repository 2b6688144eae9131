using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OvsTop.Analysis.Comparisons;

namespace OvsTop.Analysis.Reports;

/// <summary>
/// Two reports beside each other. What is compared are the numbers of their JSON, name by name, so that a section compares without knowing it.
/// Handlers are paired by their names.
/// </summary>
public sealed class ReportComparison
{
    private static readonly string[] Counts = ["counts", "deletes", "batch_sizes"];
    private static readonly string[] Identifiers = ["name", "key", "id", "tid"];
    private static readonly string[] Left = ["ovstop", "histograms_us", "filter", "handler"];

    private readonly JsonObject _a;
    private readonly JsonObject _b;

    /// <summary>Compares.</summary>
    public ReportComparison(Report a, Report b, ReportOptions? options = null)
    {
        _a = Parse(a, options);
        _b = Parse(b, options);
    }

    /// <summary>Writes one object: both reports and b - a of every number that both have.</summary>
    public void WriteJson(Stream stream)
    {
        var all = new JsonObject { ["a"] = _a.DeepClone(), ["b"] = _b.DeepClone(), ["difference"] = Difference(_a, _b, "") };
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            all.WriteTo(json);
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes a line a number, in 80 columns.</summary>
    public void WriteText(TextWriter text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.WriteLine(Plain.Safe($"A  {_a["source"]}", Plain.Width));
        text.WriteLine(Plain.Safe($"B  {_b["source"]}", Plain.Width));
        foreach (var (side, name) in new[] { (_a, 'A'), (_b, 'B') })
        {
            foreach (var notice in side["notices"]!.AsArray())
            {
                text.WriteLine(Plain.Safe($"! {name}: {notice}", Plain.Width));
            }
        }

        text.WriteLine();
        text.WriteLine($"{"",-32}{"A",13}{"B",13}{"B-A",12}{"%",9}");
        foreach (string name in Names(_a, _b).Except(Left))
        {
            var (a, b) = (Normal(_a[name]), Normal(_b[name]));
            if (a is JsonObject or null && b is JsonObject or null)
            {
                var lines = Lines(a as JsonObject, b as JsonObject, name, "").ToList();
                if (lines.Count > 0)
                {
                    text.WriteLine(name);
                    lines.ForEach(text.WriteLine);
                }
            }
            else if (Number(a) is not null || Number(b) is not null)
            {
                text.WriteLine(Line(name, "", Number(a), Number(b)));
            }
        }
    }

    private static JsonObject Parse(Report report, ReportOptions? options)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(stream, report, options);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }

    private static IEnumerable<string> Lines(JsonObject? a, JsonObject? b, string parent, string path)
    {
        foreach (string name in Names(a, b))
        {
            var (left, right) = (Normal(a?[name]), Normal(b?[name]));
            if (left is JsonObject || right is JsonObject)
            {
                foreach (string line in Lines(left as JsonObject, right as JsonObject, name, name == "numbers" ? path : $"{path}{name} "))
                {
                    yield return line;
                }
            }
            else if (Number(left) is not null || Number(right) is not null)
            {
                decimal? none = Counts.Contains(parent) ? 0 : null;
                yield return Line($"{path}{name}", "  ", Number(left) ?? none, Number(right) ?? none);
            }
        }
    }

    private static string Line(string name, string indent, decimal? a, decimal? b)
    {
        string change = Change.Text(Change.Percent((double?)a, (double?)b));
        return $"{Plain.Safe(indent + name, 32),-32}{Text(a, ""),13}{Text(b, ""),13}{Text(b - a, "+"),12}{change,9}".TrimEnd();
    }

    private static string Text(decimal? number, string plus) => number switch
    {
        null => "-",
        { } n => $"{(n > 0 ? plus : "")}{(n == decimal.Truncate(n) ? n.ToString("N0", CultureInfo.InvariantCulture) : n.ToString(Math.Abs(n) < 10_000 ? "0.###" : "0", CultureInfo.InvariantCulture))}",
    };

    private static JsonObject Difference(JsonObject? a, JsonObject? b, string parent)
    {
        var difference = new JsonObject();
        foreach (string name in Names(a, b).Except(parent.Length == 0 ? Left : []))
        {
            var (left, right) = (Normal(a?[name]), Normal(b?[name]));
            if (left is JsonObject || right is JsonObject)
            {
                difference[name] = Difference(left as JsonObject, right as JsonObject, name);
                continue;
            }

            decimal? none = Counts.Contains(parent) ? 0 : null;
            if ((Number(right) ?? none) - (Number(left) ?? none) is { } number && (Number(left) ?? Number(right)) is not null)
            {
                difference[name] = number;
            }
        }

        return difference;
    }

    /// <summary>The names of both, in the order of the first; those only the second has follow their forerunners' end.</summary>
    private static IEnumerable<string> Names(JsonObject? a, JsonObject? b) => (a ?? []).Select(p => p.Key).Union((b ?? []).Select(p => p.Key));

    /// <summary>An array of named things as an object; others as they are.</summary>
    private static JsonNode? Normal(JsonNode? node)
    {
        if (node is not JsonArray array)
        {
            return node;
        }

        var named = new JsonObject();
        foreach (var item in array.OfType<JsonObject>())
        {
            string name = $"{Array.Find(Identifiers, id => item[id] is not null) switch { null => "", var id => item[id] }}";
            named[named.ContainsKey(name) ? $"{name} #{named.Count + 1}" : name] = new JsonObject(item.Where(p => !Identifiers.Contains(p.Key))
                .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        }

        return named;
    }

    private static decimal? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out decimal number) ? number : null;
}
