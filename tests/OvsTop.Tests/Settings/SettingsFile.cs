namespace OvsTop.Tests.Settings;

/// <summary>An ovstop.json of a test.</summary>
internal sealed class SettingsFile : IDisposable
{
    public SettingsFile(string content) => File.WriteAllText(Path, content);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.json");

    public void Dispose() => File.Delete(Path);
}
