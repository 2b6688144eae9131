using System.IO.Compression;
using OvsTop.Recording.Json;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Demo;

/// <summary>The recording inside this assembly: JSON lines under Brotli.</summary>
internal sealed class DemoRecording(TimeSpan slice) : IRecording
{
    private readonly NameTable _names = new();

    /// <inheritdoc/>
    public string Kind => "demo";

    /// <inheritdoc/>
    public string Title => "demo · recorded storm on Linux 6.12, OVS 4.0.90";

    /// <inheritdoc/>
    public bool CanReopen => true;

    /// <inheritdoc/>
    public bool IsReady => true;

    /// <inheritdoc/>
    public IRecording Twin() => new DemoRecording(slice);

    /// <summary>The JSON lines.</summary>
    public static Stream OpenLines() =>
        new BrotliStream(typeof(DemoRecording).Assembly.GetManifestResourceStream("demo.jsonl.br")!, CompressionMode.Decompress);

    /// <inheritdoc/>
    public IBatchReader Open() => new SlicingReader(new JsonLinesReader(OpenLines(), null, _names), _names, slice);
}
