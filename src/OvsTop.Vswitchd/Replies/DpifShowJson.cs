using System.Globalization;
using System.Text.Json;
using OvsTop.Model.Facts;

namespace OvsTop.Vswitchd.Replies;

/// <summary>The JSON of <c>dpif/show</c> (dpif_show_backer_json, ofproto/ofproto-dpif.c): every number is a string.</summary>
internal static class DpifShowJson
{
    /// <summary>Every datapath; nothing when it is not JSON of this shape.</summary>
    public static List<DpifDatapath> Parse(string reply)
    {
        var datapaths = new List<DpifDatapath>();
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(reply);
        }
        catch (JsonException)
        {
            return datapaths;
        }

        using (document)
        {
            foreach (var datapath in Members(document.RootElement))
            {
                var ports = new List<BridgePort>();
                foreach (var bridge in Members(Member(datapath.Value, "bridges")))
                {
                    foreach (var port in Members(bridge.Value)) Add(bridge.Name, port, ports);
                }

                var stats = Member(datapath.Value, "stats");
                datapaths.Add(new DpifDatapath(datapath.Name, Number(stats, "hit"), Number(stats, "missed"), ports));
            }
        }

        return datapaths;
    }

    private static void Add(string bridge, JsonProperty port, List<BridgePort> ports)
    {
        if (Number(port.Value, "ofport") is not (<= uint.MaxValue and var openFlow)) return;
        uint? datapath = Number(port.Value, "port_no") is <= uint.MaxValue and var number ? (uint)number : null;
        string configuration = string.Join(", ", Members(Member(port.Value, "config")).OrderBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => $"{c.Name}={Text(c.Value)}"));
        ports.Add(new BridgePort(bridge, port.Name, (uint)openFlow, datapath, Text(Member(port.Value, "type")) ?? "", configuration));
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static IEnumerable<JsonProperty> Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    private static ulong? Number(JsonElement element, string name) =>
        ulong.TryParse(Text(Member(element, name)), NumberStyles.None, null, out ulong value) ? value : null;
}
