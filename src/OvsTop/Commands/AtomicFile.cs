using System.Security.Cryptography;
using OvsTop.Model.Sources;

namespace OvsTop.Commands;

/// <summary>A file that readers find whole: every writing goes to another name in the same folder first, then takes its place.</summary>
/// <param name="path">The file.</param>
/// <param name="mode">Who may do what with it; null for what is usual.</param>
internal sealed class AtomicFile(string path, UnixFileMode? mode = null)
{
    /// <summary>Writes it anew.</summary>
    /// <exception cref="SourceException">It cannot be written.</exception>
    public void Write(Action<Stream> write)
    {
        // A name that nobody can guess, and no link in its place is followed.
        string temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        try
        {
            using (var stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
            {
                write(stream);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new SourceException($"cannot write {path}: {e.Message.TrimEnd('.')}", CommandLine.Failed, e);
        }
    }
}
