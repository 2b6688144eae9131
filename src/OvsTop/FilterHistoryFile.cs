using System.Text;
using OvsTop.Commands;
using OvsTop.Model.Sources;

namespace OvsTop;

/// <summary>
/// Filters typed in earlier runs, one per line, oldest first. The file is only a convenience: whatever is wrong with it, the program goes on
/// without.
/// </summary>
/// <param name="path">The file; null keeps nothing.</param>
internal sealed class FilterHistoryFile(string? path)
{
    /// <summary>Most filters kept.</summary>
    public const int Kept = 200;

    private const int MaxBytes = 1 << 20;

    /// <summary>Where it is kept by default; null when nowhere.</summary>
    public static string? DefaultPath => UserFolders.State("filter-history");

    /// <summary>The filters; none if the file cannot be read.</summary>
    public IReadOnlyList<string> Read()
    {
        try
        {
            return path is not null && new FileInfo(path) is { Exists: true, Length: <= MaxBytes }
                ? [.. File.ReadLines(path).Where(line => line.Length > 0).TakeLast(Kept)]
                : [];
        }
        catch (Exception e) when (IsFault(e))
        {
            return [];
        }
    }

    /// <summary>Adds a filter as the newest one. Another one of the same text goes.</summary>
    public void Add(string filter)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            string folder = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            // Two programs at once lose an entry at worst, never the file.
            new AtomicFile(path, UnixFileMode.UserRead | UnixFileMode.UserWrite).Write(stream =>
            {
                using var file = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
                foreach (string line in Read().Where(line => line != filter).Append(filter).TakeLast(Kept))
                {
                    file.WriteLine(line);
                }
            });
        }
        catch (Exception e) when (IsFault(e))
        {
            // The filter is in force all the same; only the next run will not know it.
        }
    }

    private static bool IsFault(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException or SourceException;
}
