using OvsTop.Model.Sources;

namespace OvsTop.Recording.Container;

/// <summary>A file being recorded to, or standard output. Another recorder that wants the same file is refused.</summary>
internal sealed class RecordingFile : IDisposable
{
    private readonly FileStream? _lock;
    private readonly FileStream? _file;

    private RecordingFile(string path, Stream stream, FileStream? file, FileStream? fileLock)
    {
        Path = path;
        Stream = stream;
        _file = file;
        _lock = fileLock;
    }

    /// <summary>Its path, or - for standard output.</summary>
    public string Path { get; }

    /// <summary>Where to write.</summary>
    public Stream Stream { get; }

    /// <summary>Where the last index of what was there stands; -1 if there is none.</summary>
    public long LastIndex { get; private set; } = -1;

    /// <summary>Bytes that were there already.</summary>
    public long Begin { get; private set; }

    /// <summary>Opens or creates a file.</summary>
    /// <exception cref="SourceException">It cannot be written, is there already, or is being written by another.</exception>
    public static RecordingFile Open(string path, RecordingMode mode)
    {
        if (path == "-")
        {
            return new RecordingFile(path, Console.OpenStandardOutput(), null, null);
        }

        FileStream? fileLock = null, file = null;
        try
        {
            fileLock = Lock(path);
            file = new FileStream(path, Mode(mode), FileAccess.ReadWrite, FileShare.ReadWrite, 0);
            var result = new RecordingFile(path, file, file, fileLock);
            if (mode == RecordingMode.Append)
            {
                result.FindEnd();
            }

            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            file?.Dispose();
            fileLock?.Dispose();
            string reason = e is IOException && mode == RecordingMode.CreateNew && File.Exists(path) ? "it is there already; append to it, overwrite it or give another name"
                : e is UnauthorizedAccessException ? "permission denied"
                : Printable.Of(e.Message, 150).TrimEnd('.');
            throw new SourceException($"cannot record to {Printable.Of(path, 200)}: {reason}", 1, e);
        }
    }

    /// <summary>Forces what was written to the disk.</summary>
    public void Sync() => _file?.Flush(flushToDisk: true);

    /// <summary>Cuts off what is behind the last whole chunk.</summary>
    public void TruncateTo(long length)
    {
        if (_file is { CanWrite: true })
        {
            _file.SetLength(length);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        _lock?.Dispose();
    }

    private static FileMode Mode(RecordingMode mode) => mode switch
    {
        RecordingMode.Append => FileMode.OpenOrCreate,
        RecordingMode.Overwrite => FileMode.Create,
        _ => FileMode.CreateNew,
    };

    /// <summary>
    /// A file beside it is locked, not itself: an exclusive lock would keep readers out. The lock ends with the process, however that ends.
    /// </summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path + ".lock"))
        {
            throw new SourceException($"cannot record to {Printable.Of(path, 200)}: another ovstop records to it; give another name");
        }
    }

    /// <summary>Finds the end of the last whole chunk of what is there and cuts off the rest.</summary>
    private void FindEnd()
    {
        long end = 0;
        using (var reader = new ChunkReader(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0)))
        {
            while (reader.Next())
            {
                end = reader.Offset + ChunkHeader.Size + reader.Header.StoredLength;
                LastIndex = reader.Header.Kind == ChunkKind.Index ? reader.Offset : LastIndex;
            }
        }

        if (end == 0 && Stream.Length > 0)
        {
            throw new IOException("it is no recording");
        }

        TruncateTo(end);
        Stream.Position = end;
        Begin = end;
    }
}
