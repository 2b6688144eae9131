using System.Text.Json;
using System.Text.Json.Nodes;

namespace OvsTop.Analysis.Reports;

/// <summary>
/// Two reports beside each other. What is compared are the numbers of their JSON, name by name, so that a section compares without knowing it.
/// Handlers are paired by their names.
/// </summary>
public sealed class ReportComparison
{
    /// <summary>What has no name in one of them was counted as 0 there.</summary>
    internal static readonly string[] Counts = ["counts", "deletes", "batch_sizes"];

    /// <summary>What is no number of the recording.</summary>
    internal static readonly string[] Left = ["ovstop", "histograms_us", "filter", "handler"];

    private static readonly string[] Identifiers = ["name", "key", "id", "tid"];

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

    /// <summary>Writes what an engineer wants to see of it, in 80 columns.</summary>
    public void WriteText(TextWriter text)
    {
        ArgumentNullException.ThrowIfNull(text);
        new ComparisonText(_a, _b).Write(text);
    }

    private static JsonObject Parse(Report report, ReportOptions? options)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(stream, report, options);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }

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
    internal static IEnumerable<string> Names(JsonObject? a, JsonObject? b) => (a ?? []).Select(p => p.Key).Union((b ?? []).Select(p => p.Key));

    /// <summary>An array of named things as an object; others as they are.</summary>
    internal static JsonNode? Normal(JsonNode? node)
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

    /// <summary>A number; null for what is none.</summary>
    internal static decimal? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out decimal number) ? number : null;
}
