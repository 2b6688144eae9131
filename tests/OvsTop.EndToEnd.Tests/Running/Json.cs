using System.Text.Json;

namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>Figures of JSON output.</summary>
internal static class Json
{
    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Hits by name of the event.</summary>
    public static Dictionary<string, long> Counts(this JsonElement report) =>
        report.GetProperty("counts").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64());

    /// <summary>A value by its path: <c>revalidator.deletes.FLOW_IDLE</c>.</summary>
    public static JsonElement At(this JsonElement report, string path) => path.Split('.').Aggregate(report, (element, name) => element.GetProperty(name));
}
