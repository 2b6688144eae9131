namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>A folder, gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ovstop-").FullName;

    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file in it and gives its path.</summary>
    public string Write(string name, string content)
    {
        File.WriteAllText(Combine(name), content);
        return Combine(name);
    }

    /// <summary>Writes a file in it and gives its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(Combine(name), content);
        return Combine(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
