namespace OvsTop.Screen.Pictures;

/// <summary>Files that are made for the user: new, never through a link, and only the owner may read them.</summary>
public static class NewFile
{
    /// <summary>Why a file whose name another has cannot be written, in words to go behind its name.</summary>
    public const string Taken = "it is there already; give another name";

    /// <summary>Whether something has that name, a link to nothing included.</summary>
    public static bool IsTaken(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <summary>Writes one; what cannot be written to its end is taken away again.</summary>
    /// <returns>Why it cannot be, in words to go behind its name; null when it is written.</returns>
    public static string? Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            // O_CREAT with O_EXCL takes no link for a file that is not there.
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            try
            {
                write(file);
                file.Flush();
                return null;
            }
            catch
            {
                File.Delete(path);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Reason(path, e);
        }
    }

    private static string Reason(string path, Exception e) => e switch
    {
        _ when Directory.Exists(path) => "it is a directory",
        IOException when IsTaken(path) => Taken,
        DirectoryNotFoundException => "no such directory",
        UnauthorizedAccessException => "permission denied",
        _ => e.Message.TrimEnd('.'),
    };
}
