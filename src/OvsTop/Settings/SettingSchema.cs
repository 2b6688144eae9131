using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OvsTop.Screen.Input;

namespace OvsTop.Settings;

/// <summary>The JSON schema of ovstop.json, made from the table of keys and the comments of the built-in file.</summary>
internal static class SettingSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as it is written to a file.</summary>
    public static string Text => Make().ToJsonString(Indented) + "\n";

    private static JsonObject Make()
    {
        var root = Object();
        root["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        root["title"] = "ovstop.json";
        root["properties"]!["$schema"] = new JsonObject { ["type"] = "string" };
        foreach (var (key, rule) in SettingKeys.All)
        {
            var parent = root;
            string[] path = key.Split(':');
            for (int depth = 1; depth < path.Length; depth++)
            {
                parent = Group(parent, path[depth - 1], string.Join(':', path[..depth]));
            }

            parent["properties"]![path[^1]] = Described(key, rule.Schema());
        }

        var filters = Group(root, SettingKeys.Filters, SettingKeys.Filters);
        filters["propertyNames"] = new JsonObject { ["pattern"] = SettingKeys.FilterNames };
        filters["additionalProperties"] = new JsonObject { ["type"] = "string" };
        var keys = Group(root, SettingKeys.Keys, SettingKeys.Keys);
        keys["propertyNames"] = new JsonObject { ["enum"] = new JsonArray([.. KeyActions.Names.Select(name => JsonValue.Create(name))]) };
        keys["additionalProperties"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        return root;
    }

    private static JsonObject Group(JsonObject parent, string name, string key)
    {
        var properties = parent["properties"]!;
        properties[name] ??= Described(key, Object());
        return (JsonObject)properties[name]!;
    }

    private static JsonObject Described(string key, JsonObject schema)
    {
        if (SettingDocs.All.GetValueOrDefault(key) is { Length: > 0 } doc)
        {
            schema["description"] = doc;
        }

        return schema;
    }

    private static JsonObject Object() => new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = new JsonObject() };
}
