using OvsTop.Model;
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
            file = new FileStream(path, Options(Mode(mode), FileShare.ReadWrite));
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
                : Reason(e);
            throw new SourceException($"cannot record to {PlainText.Brief(path, 200)}: {reason}", 1, e);
        }
    }

    /// <summary>A file that is not on a disk.</summary>
    public static RecordingFile Of(string path, Stream stream) => new(path, stream, null, null);

    /// <summary>Why something failed, without the path that whoever says it names himself.</summary>
    public static string Reason(Exception failure) => failure switch
    {
        UnauthorizedAccessException => "permission denied",
        DirectoryNotFoundException => "there is no such folder",
        _ when IsFull(failure) => "the disk is full",
        _ => PlainText.Brief(failure.Message, 150).TrimEnd('.'),
    };

    /// <summary>What to do about a failure while recording.</summary>
    public static string Advice(Exception failure) => IsFull(failure) ? "; free some space or record to another disk" : "";

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
            // Made new, or the one that a killed recorder left: a link that someone put there makes no file anywhere else.
            string name = path + ".lock";
            bool left = File.Exists(name) && new FileInfo(name).LinkTarget is null;
            return new FileStream(name, Options(left ? FileMode.Open : FileMode.CreateNew, FileShare.None, FileOptions.DeleteOnClose));
        }
        catch (IOException) when (File.Exists(path + ".lock"))
        {
            throw new SourceException($"cannot record to {PlainText.Brief(path, 200)}: another ovstop records to it; give another name");
        }
    }

    /// <summary>What is recorded is nobody else's business: a new file is for its owner alone.</summary>
    private static FileStreamOptions Options(FileMode mode, FileShare share, FileOptions extra = FileOptions.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0, Options = extra };
        if (mode != FileMode.Open && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static bool IsFull(Exception failure)
    {
        const int NoSpace = 28, Quota = 122;
        return failure is IOException && (failure.HResult & 0xffff) is NoSpace or Quota;
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
