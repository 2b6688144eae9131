namespace OvsTop.Screen.Themes;

/// <summary>Finds themes: files <c>NAME.json</c> in folders, then those built in.</summary>
public static class ThemeStore
{
    private const string Prefix = "OvsTop.Screen.themes.";
    private const string Extension = ".json";
    private const string BtopExtension = ".theme";

    /// <summary>The theme that the terminal's background asks for.</summary>
    public const string AutoName = "auto";

    /// <summary>The theme used when nobody asks for one.</summary>
    public const string DefaultName = "dark";

    /// <summary>Loads a theme.</summary>
    /// <param name="name">A known name, <see cref="AutoName"/>, or the path of a file: with a slash, or ending in .json, or in .theme for one of btop.</param>
    /// <param name="folders">Where to look before the built-in ones; folders that do not exist are passed over.</param>
    /// <exception cref="ThemeException">No such theme, or a bad one.</exception>
    public static Theme Load(string name, params IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(name);
        name = Resolve(name, Environment.GetEnvironmentVariable);
        if (PathOf(name, folders) is { } path)
        {
            string own = Path.GetFileNameWithoutExtension(path);
            return path.EndsWith(BtopExtension, StringComparison.Ordinal) ? BtopTheme.Parse(own, Read(path), path, Load(DefaultName)) : ThemeParser.Parse(own, Read(path), path);
        }

        using var stream = typeof(ThemeStore).Assembly.GetManifestResourceStream(Prefix + name + Extension)
            ?? throw new ThemeException($"unknown theme '{name}', known are {string.Join(", ", Names(folders))}");
        using var reader = new StreamReader(stream);
        return ThemeParser.Parse(name, reader.ReadToEnd(), $"built-in theme {name}");
    }

    /// <summary>The file of a theme; null for one that is built in or unknown.</summary>
    public static string? PathOf(string name, params IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool isPath = name.Contains('/', StringComparison.Ordinal) || name.EndsWith(Extension, StringComparison.Ordinal) || name.EndsWith(BtopExtension, StringComparison.Ordinal);
        return isPath ? name : folders.Select(folder => Path.Combine(folder, name + Extension)).FirstOrDefault(File.Exists);
    }

    /// <summary>What <see cref="AutoName"/> means here: light where COLORFGBG tells a light background, else dark; other names mean themselves.</summary>
    public static string Resolve(string name, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return name != AutoName ? name : environment("COLORFGBG")?.Split(';')[^1] is "7" or "15" ? "light" : DefaultName;
    }

    /// <summary>Names of all themes that can be loaded, <c>auto</c> included, sorted.</summary>
    public static IReadOnlyList<string> Names(params IReadOnlyList<string> folders)
    {
        var builtIn = typeof(ThemeStore).Assembly.GetManifestResourceNames()
            .Where(r => r.StartsWith(Prefix, StringComparison.Ordinal) && r.EndsWith(Extension, StringComparison.Ordinal))
            .Select(r => r[Prefix.Length..^Extension.Length]);
        var found = folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*" + Extension)).Select(Path.GetFileNameWithoutExtension);
        return [.. builtIn.Append(AutoName).Concat(found.OfType<string>()).Distinct().Order(StringComparer.Ordinal)];
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
