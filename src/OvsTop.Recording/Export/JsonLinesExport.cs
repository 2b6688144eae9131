using System.Buffers;
using System.Text.Json;
using OvsTop.Model.Sources;
using OvsTop.Recording.Json;

namespace OvsTop.Recording.Export;

/// <summary>
/// Writes the events of a recording as JSON lines, one object an event, as raw captures are. Everything in a raw capture comes back event for event;
/// of a live recording the tallies and names of ports are not in this form.
/// </summary>
public sealed class JsonLinesExport : IDisposable
{
    private const int FlushBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushBytes);
    private readonly Utf8JsonWriter _json;
    private readonly ThreadNames _threads = new();
    private readonly EventWriter _events;
    private long _written;
    private long _leftOut;

    /// <summary>Makes an export.</summary>
    /// <param name="stream">Where to; the caller's.</param>
    public JsonLinesExport(Stream stream)
    {
        _stream = stream;
        _events = new EventWriter(_threads);
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>What was written so far.</summary>
    public ExportResult Result => new(_written, _leftOut);

    /// <summary>Writes the details of a batch.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(ProbeBatch batch)
    {
        _threads.Learn(batch);
        foreach (var record in batch.Records)
        {
            if (!_events.Write(_json, record, batch.Names))
            {
                _leftOut++;
                continue;
            }

            _json.Flush();
            _json.Reset();
            _buffer.Write("\n"u8);
            _written++;
            if (_buffer.WrittenCount >= FlushBytes)
            {
                Flush();
            }
        }
    }

    /// <summary>Writes what is still in memory.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Flush()
    {
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
