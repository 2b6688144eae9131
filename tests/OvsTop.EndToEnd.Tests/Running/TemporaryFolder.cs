using System.Diagnostics;

namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>A folder, gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

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

    /// <summary>Deletes it, however often a program that is about to end still writes into it meanwhile.</summary>
    public void Dispose()
    {
        for (var waited = Stopwatch.StartNew(); ; Thread.Sleep(20))
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException) when (waited.Elapsed < Limit)
            {
                // Not empty: a file has come since it was listed.
            }
        }
    }
}
