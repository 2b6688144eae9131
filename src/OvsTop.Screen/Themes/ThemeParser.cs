using System.Text.Json;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Themes;

/// <summary>Reads a theme: one flat JSON object, role -> style (<see cref="StyleParser"/>). A role left out looks like the terminal's text.</summary>
public static class ThemeParser
{
    private static readonly string[] Roles = [.. Enum.GetNames<Role>().Select(r => r.ToLowerInvariant())];

    /// <summary>Parses a theme.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="json">Its text.</param>
    /// <param name="origin">Where the text comes from, for errors.</param>
    /// <exception cref="ThemeException">Not a theme; the message says what and where.</exception>
    public static Theme Parse(string name, string json, string origin)
    {
        ArgumentNullException.ThrowIfNull(json);
        var styles = new Style[Roles.Length];
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ThemeException($"{origin}: a theme is one JSON object of role: style");
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                styles[RoleOf(property.Name, origin)] = StyleOf(property, origin);
            }
        }
        catch (JsonException e)
        {
            throw new ThemeException($"{origin}:{e.LineNumber + 1}: not valid JSON at column {e.BytePositionInLine + 1}");
        }

        return new Theme(name, styles);
    }

    private static int RoleOf(string role, string origin)
    {
        int index = Array.IndexOf(Roles, role);
        return index >= 0 ? index : throw new ThemeException($"{origin}: unknown role '{role}', known are {string.Join(", ", Roles)}");
    }

    private static Style StyleOf(JsonProperty property, string origin)
    {
        if (property.Value.ValueKind != JsonValueKind.String)
        {
            throw new ThemeException($"{origin}: role '{property.Name}' must be a string such as \"brightred/#ff5f5f on default bold\"");
        }

        string? error = StyleParser.Parse(property.Value.GetString()!, out var style);
        return error is null ? style : throw new ThemeException($"{origin}: role '{property.Name}': {error}");
    }
}
