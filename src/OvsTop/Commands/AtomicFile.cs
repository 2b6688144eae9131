using OvsTop.Model.Sources;

namespace OvsTop.Commands;

/// <summary>A file that readers find whole: every writing goes to another name in the same folder first, then takes its place.</summary>
/// <param name="path">The file.</param>
internal sealed class AtomicFile(string path)
{
    private readonly string _temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Environment.ProcessId}");

    /// <summary>Writes it anew.</summary>
    /// <exception cref="SourceException">It cannot be written.</exception>
    public void Write(Action<Stream> write)
    {
        try
        {
            using (var stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
            }

            File.Move(_temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(_temporary))
            {
                File.Delete(_temporary);
            }

            throw new SourceException($"cannot write {path}: {e.Message.TrimEnd('.')}", CommandLine.Failed, e);
        }
    }
}
