using System.Text;
using System.Text.Json;

namespace OvsTop.Settings;

/// <summary>The comments of the built-in ovstop.json, by key: what it says there is what the schema, the man page and <c>ovstop config</c> say.</summary>
internal static class SettingDocs
{
    /// <summary>The built-in ovstop.json as it is written.</summary>
    public static string File { get; } = Read();

    /// <summary>What the comment above a key says; of keys without one, what the comment above the keys before it says.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Parse(File);

    /// <summary>Comments by key, paths with colons.</summary>
    internal static Dictionary<string, string> Parse(string text)
    {
        var docs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true });
        string group = "", key = "", doc = "";
        bool written = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Comment:
                    doc = written || doc.Length == 0 ? reader.GetComment().Trim() : $"{doc} {reader.GetComment().Trim()}";
                    written = false;
                    break;
                case JsonTokenType.PropertyName:
                    key = group + reader.GetString();
                    docs[key] = doc;
                    written = true;
                    break;
                case JsonTokenType.StartObject:
                    (group, doc) = (reader.CurrentDepth == 0 ? "" : key + ":", "");
                    break;
                case JsonTokenType.EndObject:
                    (group, doc) = ("", "");
                    break;
            }
        }

        return docs;
    }

    private static string Read()
    {
        using var stream = typeof(SettingDocs).Assembly.GetManifestResourceStream("ovstop.json") ?? throw new InvalidOperationException("ovstop.json is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
