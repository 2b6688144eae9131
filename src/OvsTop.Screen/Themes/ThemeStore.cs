namespace OvsTop.Screen.Themes;

/// <summary>Finds themes: files <c>NAME.json</c> in folders, then those built in.</summary>
public static class ThemeStore
{
    private const string Prefix = "OvsTop.Screen.themes.";
    private const string Extension = ".json";

    /// <summary>The theme used when nobody asks for one.</summary>
    public const string DefaultName = "dark";

    /// <summary>Loads a theme.</summary>
    /// <param name="name">A known name, or the path of a file (with a slash or ending in .json).</param>
    /// <param name="folders">Where to look before the built-in ones; folders that do not exist are passed over.</param>
    /// <exception cref="ThemeException">No such theme, or a bad one.</exception>
    public static Theme Load(string name, params IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool isPath = name.Contains('/', StringComparison.Ordinal) || name.EndsWith(Extension, StringComparison.Ordinal);
        string? path = isPath ? name : folders.Select(f => Path.Combine(f, name + Extension)).FirstOrDefault(File.Exists);
        if (path is not null)
        {
            return ThemeParser.Parse(Path.GetFileNameWithoutExtension(path), Read(path), path);
        }

        using var stream = typeof(ThemeStore).Assembly.GetManifestResourceStream(Prefix + name + Extension)
            ?? throw new ThemeException($"unknown theme '{name}', known are {string.Join(", ", Names(folders))}");
        using var reader = new StreamReader(stream);
        return ThemeParser.Parse(name, reader.ReadToEnd(), $"built-in theme {name}");
    }

    /// <summary>Names of all themes that can be loaded, sorted.</summary>
    public static IReadOnlyList<string> Names(params IReadOnlyList<string> folders)
    {
        var builtIn = typeof(ThemeStore).Assembly.GetManifestResourceNames()
            .Where(r => r.StartsWith(Prefix, StringComparison.Ordinal) && r.EndsWith(Extension, StringComparison.Ordinal))
            .Select(r => r[Prefix.Length..^Extension.Length]);
        var found = folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*" + Extension)).Select(Path.GetFileNameWithoutExtension);
        return [.. builtIn.Concat(found.OfType<string>()).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ThemeException($"cannot read theme {path}: {e.Message}");
        }
    }
}
