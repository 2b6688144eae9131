using System.IO.Compression;
using OvsTop.Model;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Counts;
using OvsTop.Recording.Json;

namespace OvsTop.Recording.Replay;

/// <summary>A recording in a file or on standard input; what it is tells its first bytes, not its name.</summary>
internal sealed class FileRecording : IRecording
{
    /// <summary>What to do about a file that is none.</summary>
    public const string Hint = "give a recording of ovstop (.ovscap), a raw capture (.jsonl, .jsonl.gz), events of retis or of upcall_cost.py";

    private const int SniffBytes = 64 * 1024;

    private readonly string _path;
    private readonly TimeSpan _slice;
    private readonly bool _follow;
    private readonly bool _addsUp;
    private readonly bool _isPipe;
    private readonly NameTable _names = new();
    private bool _onlyOnce;

    /// <summary>Names a recording; nothing is opened yet.</summary>
    /// <param name="path">A file, or - for standard input.</param>
    /// <param name="slice">Event time in a batch where the file has no batches of its own.</param>
    /// <param name="follow">Whether it is still being written.</param>
    /// <param name="addsUp">Whether counts go on where they begin anew.</param>
    public FileRecording(string path, TimeSpan slice, bool follow = false, bool addsUp = false)
    {
        _addsUp = addsUp;
        _path = path;
        _slice = slice;
        _follow = follow;
        _isPipe = path != "-" && FileKind.IsPipe(path);
        _onlyOnce = path == "-" || _isPipe;
    }

    /// <inheritdoc/>
    public string Kind => "replay";

    /// <inheritdoc/>
    public string Title => _path == "-" ? "standard input" : PlainText.Brief(Path.GetFileName(_path), 100);

    /// <inheritdoc/>
    public bool CanReopen => !_onlyOnce;

    /// <inheritdoc/>
    public bool IsReady => !_follow || _onlyOnce || !File.Exists(_path) || new FileInfo(_path).Length >= ChunkHeader.Mark.Length;

    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    /// <inheritdoc/>
    public IRecording Twin() => new FileRecording(_path, _slice);

    /// <inheritdoc/>
    public IBatchReader Open()
    {
        Stream? stream = null;
        try
        {
            stream = _path == "-" ? Console.OpenStandardInput() : new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
            _onlyOnce |= !stream.CanSeek;
            return Sniff(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            stream?.Dispose();
            throw new SourceException($"cannot read {PlainText.Brief(_path, 200)}: {Reason(e)}; {Hint}", 1, e);
        }
    }

    private IBatchReader Sniff(Stream stream)
    {
        // Enough of a file to find a chunk behind a damaged first one; of a stream, only what is needed.
        byte[] head = new byte[stream.CanSeek ? SniffBytes : ChunkHeader.Mark.Length];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var start = head.AsMemory(0, read);
        bool gzip = start.Span.StartsWith(GzipMagic);
        if (!gzip && start.Span.IndexOf(ChunkHeader.Mark) >= 0)
        {
            if (!stream.CanSeek)
            {
                return new OvscapReader(new TailStream(start, stream), _follow && _isPipe, Sum());
            }

            stream.Position = 0;
            return new OvscapReader(stream, sum: Sum());
        }

        if (gzip && _follow)
        {
            throw new NotSupportedException("a compressed capture cannot be followed");
        }

        var whole = new TailStream(start, stream);
        Stream lines = gzip ? new GZipStream(whole, CompressionMode.Decompress) : whole;
        return new SlicingReader(new JsonLinesReader(lines, gzip ? whole : null, _names, _follow), _names, _slice, Sum());
    }

    private CountSum? Sum() => _addsUp ? new CountSum() : null;

    private string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException when Directory.Exists(_path) => "it is a directory",
        UnauthorizedAccessException => "permission denied",
        _ => PlainText.Brief(e.Message, 120).TrimEnd('.'),
    };
}
