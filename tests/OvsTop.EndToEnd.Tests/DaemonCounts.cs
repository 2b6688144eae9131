using System.Text.Json;

namespace OvsTop.EndToEnd.Tests;

/// <summary>What the daemon's double says it did: the truth.</summary>
internal sealed class DaemonCounts(JsonElement json)
{
    /// <summary>Hits of each probe that has any.</summary>
    public Dictionary<string, long> Probes { get; } = Hits(json);

    /// <summary>Threads that received upcalls: tid, name, their hits.</summary>
    public IReadOnlyList<(long Tid, string Name, Dictionary<string, long> Hits, JsonElement All)> Handlers { get; } =
        [.. json.GetProperty("threads").EnumerateArray()
            .Select(thread => (thread.GetProperty("tid").GetInt64(), thread.GetProperty("name").GetString()!, Hits(thread), thread))
            .Where(thread => thread.Item3.ContainsKey("recv_upcall"))];

    private static Dictionary<string, long> Hits(JsonElement element) =>
        element.GetProperty("counts").EnumerateObject().Where(c => c.Value.GetInt64() > 0).ToDictionary(c => c.Name, c => c.Value.GetInt64());
}
