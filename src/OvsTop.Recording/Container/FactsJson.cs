using System.Text.Json;
using System.Text.Json.Serialization;
using OvsTop.Model.Facts;

namespace OvsTop.Recording.Container;

/// <summary>Facts as JSON (UTF-8): the members of <see cref="DaemonFacts"/> in snake case, those that are null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 16)]
[JsonSerializable(typeof(DaemonFacts))]
internal sealed partial class FactsJson : JsonSerializerContext
{
    /// <summary>The JSON of facts.</summary>
    public static byte[] Write(DaemonFacts facts) => JsonSerializer.SerializeToUtf8Bytes(facts, Default.DaemonFacts);

    /// <summary>Facts, or null when this is not what a recorder writes.</summary>
    public static DaemonFacts? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.DaemonFacts) is { } facts && IsWhole(facts)
                ? facts with { Threads = facts.Threads ?? [], Unanswered = facts.Unanswered ?? new Dictionary<string, string>() }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Annotations say nothing about what a list or a generic member holds, and generated code does not know the defaults of members left out.</summary>
    private static bool IsWhole(DaemonFacts facts) =>
        IsWhole(facts.FlowTables) && IsWhole(facts.Datapaths) && IsWhole(facts.Pmds) && IsWhole(facts.Ports)
        && facts.Coverage is not { Value: null } && facts.Memory is not { Value: null }
        && (facts.Threads?.All(thread => thread.Name is not null) ?? true)
        && (facts.Unanswered?.Values.All(why => why is not null) ?? true)
        && (facts.Datapaths?.Value.All(datapath => datapath.Ports.All(port => port is { Configuration: not null })) ?? true);

    private static bool IsWhole<T>(Reading<IReadOnlyList<T>>? reading)
        where T : class => reading is null || (reading.Value is not null && reading.Value.All(item => item is not null));
}
