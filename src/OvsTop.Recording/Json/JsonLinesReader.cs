using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Json;

/// <summary>
/// Reads a recording in lines event by event: a raw capture, one JSON object a line, or what another tool wrote (<see cref="LineFormats"/>). Lines that are no events are left out, counted and told of in
/// <see cref="AddNotices"/>; whatever stands before damage is used.
/// </summary>
internal sealed class JsonLinesReader : IDisposable
{
    /// <summary>A stream without one event in so many bytes is no capture.</summary>
    private const long PatienceBytes = 16 * 1024 * 1024;

    private readonly LineReader _lines;
    private readonly EventParser _captures;
    private readonly NameTable _names;
    private readonly TailStream? _compressed;
    private ILineParser _parser;
    private bool _ended;
    private long _badLines;
    private long _unknownEvents;
    private string _firstBad = "";
    private string _firstUnknownEvent = "";
    private bool _cut;
    private long _cutAfter;

    /// <summary>Makes a reader that owns the stream.</summary>
    /// <param name="stream">The lines.</param>
    /// <param name="compressed">The gzip stream they come from, to know whether it is whole; null if they were not compressed.</param>
    /// <param name="names">Takes the names of threads, datapaths and devices.</param>
    /// <param name="follow">At the end it can be asked again: the capture is still being written. Not for a compressed one.</param>
    public JsonLinesReader(Stream stream, TailStream? compressed, NameTable names, bool follow = false)
    {
        _lines = compressed is null ? new LineReader(stream, follow: follow) : new LineReader(stream, 512);
        Follows = follow;
        _compressed = compressed;
        _names = names;
        _captures = new EventParser(names);
        _parser = _captures;
    }

    /// <summary>Whether it can be asked again at the end.</summary>
    public bool Follows { get; }

    /// <summary>Whether the end is in the middle of a line.</summary>
    public bool EndsWithinLine => _cut || _lines.HasRest;

    /// <summary>Events read so far.</summary>
    public long Events { get; private set; }

    /// <summary>Lines that are garbage, so far.</summary>
    public long BadLines => _badLines;

    /// <summary>Lines of event kinds unknown to this ovstop, so far.</summary>
    public long UnknownEvents => _unknownEvents;

    /// <summary>Fields unknown to this ovstop, so far.</summary>
    public long UnknownFields => _captures.UnknownFields;

    /// <summary>A bit for each <see cref="ProbeId"/> that occurred.</summary>
    public uint ProbesSeen { get; private set; }

    /// <summary>Changes whenever <see cref="AddNotices"/> has something else to say.</summary>
    public long NoticeVersion => _badLines + _unknownEvents + _parser.NoticeVersion + _names.Refused + (_cut ? 1 : 0);

    /// <summary>What was recorded where; null when the lines do not say.</summary>
    public RecordingSession? Session => _parser.Session;

    /// <summary>The record of the current event, valid until the next <see cref="Read"/>.</summary>
    public Span<byte> Record => _parser.Record;

    /// <summary>Steps to the next event.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        while (!_parser.Next())
        {
            if (!Take())
            {
                return false;
            }
        }

        Events++;
        ProbesSeen |= 1u << (int)new ProbeEvent(Record).Header.Probe;
        return true;
    }

    /// <summary>Says what was left out, a sentence each.</summary>
    public void AddNotices(ICollection<string> notices)
    {
        if (_badLines > 0)
        {
            notices.Add($"{_firstBad}; {Count(_badLines, "line")} skipped");
        }

        if (_unknownEvents > 0)
        {
            notices.Add($"{Count(_unknownEvents, "event")} of unknown kind skipped, first \"{_firstUnknownEvent}\": in no count");
        }

        _parser.AddNotices(notices);
        if (_names.Refused > 0)
        {
            notices.Add($"more than {NameTable.Capacity} different names: {_names.Refused} left blank");
        }

        if (_cut)
        {
            notices.Add(_lines.Damage is { } damage
                ? $"damaged after line {_cutAfter} ({PlainText.Brief(damage.Message, 100).TrimEnd('.')}); what stands before is used"
                : $"cut off after line {_cutAfter}; what stands before is used");
        }
    }

    /// <summary>Why there is no event at all: the first complaint.</summary>
    public string WhyNothing() => _badLines > 0 ? _firstBad
        : _unknownEvents > 0 ? $"it holds only events of unknown kind, first \"{_firstUnknownEvent}\""
        : _lines.Damage is { } damage ? PlainText.Brief(damage.Message, 100).TrimEnd('.')
        : _cut ? "it ends in the middle of its first line"
        : _lines.LineNumber > 0 ? "it has no event"
        : "it is empty";

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count:N0} {noun}s";

    /// <summary>Gives lines to the parser until it has one that it understands, or the end.</summary>
    /// <returns>False when there is nothing more.</returns>
    private bool Take()
    {
        while (_lines.Next(out var line))
        {
            line = line.Trim(" \t\r"u8);
            if (_lines.LineNumber == 1 && line.StartsWith("\uFEFF"u8))
            {
                line = line[3..];
            }

            if (line.IsEmpty && !_lines.TooLong)
            {
                continue;
            }

            if (Events == 0 && ReferenceEquals(_parser, _captures))
            {
                _parser = LineFormats.Recognize(line, _names) ?? _parser;
            }

            var fault = _lines.TooLong ? LineFault.TooLong : _parser.Parse(line);
            if (fault == LineFault.None)
            {
                return true;
            }

            Note(fault, cut: _lines.Unfinished && !line.IsEmpty && (line[0] == '{' || !ReferenceEquals(_parser, _captures)));
            if (Events == 0 && _lines.TotalBytes > PatienceBytes)
            {
                return false;
            }
        }

        NoteEnd();
        if (_ended || Follows)
        {
            return false;
        }

        _ended = true;
        _parser.End();
        return true;
    }

    private void Note(LineFault fault, bool cut)
    {
        if (fault == LineFault.UnknownEvent)
        {
            if (_unknownEvents++ == 0)
            {
                _firstUnknownEvent = _parser.FaultDetail;
            }
        }
        else if (cut)
        {
            _cut = true;
            _cutAfter = _lines.LineNumber - 1;
        }
        else if (_badLines++ == 0)
        {
            _firstBad = $"line {_lines.LineNumber} " + fault switch
            {
                LineFault.NotJson => $"is not JSON: {_parser.FaultDetail.TrimEnd('.')}",
                LineFault.NoEvent => "has no \"event\"",
                LineFault.NoTime => "has no \"ts\"",
                LineFault.NotUnderstood => $"is no event: {_parser.FaultDetail}",
                LineFault.TooLong => $"is longer than {LineReader.MaxLine / 1024 / 1024} MiB",
                _ => $"has a bad value of \"{_parser.FaultDetail}\"",
            };
        }
    }

    /// <summary>A cut gzip stream ends silently, perhaps even behind a line; its trailer then is no length of this text.</summary>
    private void NoteEnd()
    {
        if (!_cut && !Follows && (_lines.Damage is not null || _compressed?.GzipLength > _lines.TotalBytes))
        {
            _cut = true;
            _cutAfter = _lines.LineNumber;
        }
    }
}
