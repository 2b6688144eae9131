using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Json;

/// <summary>Turns a line of a capture into a detail record, by <see cref="CaptureSchema"/>, without allocation for a good line.</summary>
internal sealed class EventParser : ILineParser
{
    private readonly NameTable _names;
    private readonly ulong[] _values = new ulong[CaptureSchema.MaxNames];
    private readonly byte[] _name = new byte[256];
    private byte[] _record = new byte[4096];
    private int _recordSize;
    private bool _ready;
    private Ufid _ufid;
    private ProbeId _probe;

    /// <summary>Makes a parser.</summary>
    /// <param name="names">Takes the names of threads, datapaths and devices.</param>
    public EventParser(NameTable names) => _names = names;

    /// <summary>The event of the last good line, until the next one is parsed.</summary>
    public Span<byte> Record => _record.AsSpan(0, _recordSize);

    /// <summary>Fields met that events of their kind do not have.</summary>
    public long UnknownFields { get; private set; }

    /// <summary>Name of the first of them.</summary>
    public string? FirstUnknownField { get; private set; }

    /// <summary>The field at fault, or the JSON reader's complaint, or the unknown event's name.</summary>
    public string FaultDetail { get; private set; } = "";

    /// <inheritdoc/>
    public long NoticeVersion => UnknownFields;

    /// <inheritdoc/>
    public RecordingSession? Session => null;

    /// <inheritdoc/>
    public LineFault Parse(ReadOnlySpan<byte> line)
    {
        // An exception a line is slow: what cannot be an object is refused before.
        if (line[0] != '{' || line[^1] != '}')
        {
            FaultDetail = "a line is an object in braces";
            return LineFault.NotJson;
        }

        try
        {
            var fault = ParseObject(line);
            _ready = fault == LineFault.None;
            return fault;
        }
        catch (JsonException e)
        {
            int where = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            FaultDetail = PlainText.Brief(where > 0 ? e.Message[..where] : e.Message, 120);
            return LineFault.NotJson;
        }
    }

    /// <inheritdoc/>
    public bool Next()
    {
        bool ready = _ready;
        _ready = false;
        return ready;
    }

    /// <inheritdoc/>
    public void End()
    {
        // Nothing is held back.
    }

    /// <inheritdoc/>
    public void AddNotices(ICollection<string> notices)
    {
        if (UnknownFields > 0)
        {
            notices.Add($"{UnknownFields:N0} unknown field{(UnknownFields == 1 ? "" : "s")} ignored, first \"{FirstUnknownField}\": the rest of their events is used");
        }
    }

    private LineFault ParseObject(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        ulong present = 0;
        _probe = ProbeId.None;
        _ufid = default;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            int id = CaptureSchema.FindName(Text(ref json));
            if (id < 0)
            {
                NoteUnknownField(ref json);
                json.Skip();
                continue;
            }

            json.Read();
            if (id == CaptureSchema.Event.NameId)
            {
                if (json.TokenType != JsonTokenType.String)
                {
                    return Bad("event");
                }

                _probe = CaptureSchema.FindEvent(Text(ref json));
                if (_probe == ProbeId.None)
                {
                    FaultDetail = PlainText.Brief(Text(ref json), 40);
                }
            }
            else if (!Value(ref json, line, id))
            {
                return Bad(CaptureSchema.NameOf(id));
            }

            present |= 1UL << id;
        }

        while (json.Read())
        {
            // Anything behind the object is an error that Read reports.
        }

        if ((present & 1UL << CaptureSchema.Event.NameId) == 0)
        {
            return LineFault.NoEvent;
        }

        if ((present & 1UL << CaptureSchema.Time.NameId) == 0)
        {
            return LineFault.NoTime;
        }

        return _probe == ProbeId.None ? LineFault.UnknownEvent : Compose(line, present);
    }

    private LineFault Bad(string field)
    {
        FaultDetail = field;
        return LineFault.BadValue;
    }

    private bool Value(ref Utf8JsonReader json, ReadOnlySpan<byte> line, int id)
    {
        ref ulong value = ref _values[id];
        var kind = CaptureSchema.KindOf(id);
        if (kind is FieldKind.Unsigned or FieldKind.Signed || (kind == FieldKind.Pointer && json.TokenType == JsonTokenType.Number))
        {
            return json.TokenType == JsonTokenType.Number && (kind == FieldKind.Signed ? Signed(ref json, out value) : json.TryGetUInt64(out value));
        }

        if (json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        var text = Text(ref json);
        switch (kind)
        {
            case FieldKind.Pointer:
                return text.Length > 2 && text[0] == '0' && text[1] == 'x'
                    && Utf8Parser.TryParse(text[2..], out value, out int digits, 'x') && digits == text.Length - 2;
            case FieldKind.Name:
                value = (ulong)_names.Intern(text);
                return true;
            case FieldKind.Ufid:
                return TryUfid(text, out _ufid);
            default:
                // Only noted here: which place the bytes have is known when all fields are.
                value = (ulong)(json.TokenStartIndex + 1) << 32 | (uint)json.ValueSpan.Length;
                return !json.ValueIsEscaped && json.ValueSpan.Length % 2 == 0 && json.ValueSpan.Length / 2 <= ushort.MaxValue;
        }
    }

    private static bool Signed(ref Utf8JsonReader json, out ulong value)
    {
        bool fits = json.TryGetInt64(out long number);
        value = (ulong)number;
        return fits;
    }

    private LineFault Compose(ReadOnlySpan<byte> line, ulong present)
    {
        var header = default(EventHeader);
        header.Probe = _probe;
        var bytes = MemoryMarshal.AsBytes(new Span<EventHeader>(ref header));
        ulong used = 1UL << CaptureSchema.Event.NameId;
        Span<ulong> parts = stackalloc ulong[4];
        parts.Clear();
        foreach (var field in CaptureSchema.Of(_probe))
        {
            ulong bit = 1UL << field.NameId;
            if ((present & bit) == 0 || field.Width == 0)
            {
                continue;
            }

            used |= bit;
            ulong value = _values[field.NameId];
            if (field.Kind == FieldKind.Ufid)
            {
                header.Ufid = _ufid;
                header.Flags |= EventFlags.Ufid;
            }
            else if (field.Kind == FieldKind.Bytes)
            {
                int part = (field.Offset - CaptureSchema.LengthsOffset) / 4;
                parts[part] = value;
                SetLength(bytes, field, part, (uint)value / 2);
            }
            else if (!Store(bytes, field, value))
            {
                return Bad(field.Name);
            }
        }

        if (header.TimeNs > long.MaxValue)
        {
            return Bad("ts");
        }

        ulong strangers = present & ~used;
        if (strangers != 0)
        {
            UnknownFields += BitOperations.PopCount(strangers);
            FirstUnknownField ??= CaptureSchema.NameOf(BitOperations.TrailingZeroCount(strangers));
        }

        return Assemble(line, header, parts);
    }

    /// <summary>A length without its own field is the captured one; the field may stand on either side of the bytes.</summary>
    private static void SetLength(Span<byte> header, CaptureField field, int part, uint captured)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header[(CaptureSchema.LengthsOffset + 16 + part * 2)..], (ushort)captured);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[field.Offset..]) == 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[field.Offset..], captured);
        }
    }

    private static bool Store(Span<byte> header, CaptureField field, ulong value)
    {
        var place = header[field.Offset..];
        switch (field.Width)
        {
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)value);
                return value <= ushort.MaxValue;
            case 4:
                BinaryPrimitives.WriteUInt32LittleEndian(place, (uint)value);
                return field.Kind == FieldKind.Signed ? (long)value is >= int.MinValue and <= uint.MaxValue : value <= uint.MaxValue;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(place, value);
                return true;
        }
    }

    private LineFault Assemble(ReadOnlySpan<byte> line, in EventHeader header, ReadOnlySpan<ulong> parts)
    {
        _recordSize = header.RecordSize;
        if (_recordSize > _record.Length)
        {
            _record = new byte[_recordSize * 2];
        }

        MemoryMarshal.Write(_record, header);
        var rest = _record.AsSpan(EventHeader.Size, _recordSize - EventHeader.Size);
        for (int part = 0; part < parts.Length; part++)
        {
            int length = (int)(uint)parts[part] / 2;
            if (length == 0)
            {
                continue;
            }

            var hex = line.Slice((int)(parts[part] >> 32), length * 2);
            if (Convert.FromHexString(hex, rest[..length], out _, out _) != OperationStatus.Done)
            {
                return Bad(CaptureSchema.PartName(part));
            }

            int padded = EventHeader.Pad(length);
            rest[length..padded].Clear();
            rest = rest[padded..];
        }

        return LineFault.None;
    }

    private static bool TryUfid(ReadOnlySpan<byte> text, out Ufid ufid)
    {
        ufid = default;
        if (text.Length != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        {
            return false;
        }

        Span<byte> hex = stackalloc byte[32];
        text[..8].CopyTo(hex);
        text[9..13].CopyTo(hex[8..]);
        text[14..18].CopyTo(hex[12..]);
        text[19..23].CopyTo(hex[16..]);
        text[24..].CopyTo(hex[20..]);
        Span<byte> words = stackalloc byte[16];
        if (Convert.FromHexString(hex, words, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        ufid = new Ufid(
            BinaryPrimitives.ReadUInt32BigEndian(words), BinaryPrimitives.ReadUInt32BigEndian(words[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(words[8..]), BinaryPrimitives.ReadUInt32BigEndian(words[12..]));
        return true;
    }

    private void NoteUnknownField(ref Utf8JsonReader json)
    {
        UnknownFields++;
        FirstUnknownField ??= PlainText.Brief(Text(ref json), 40);
    }

    /// <summary>The current string or property name, unescaped, up to the length of a name.</summary>
    private ReadOnlySpan<byte> Text(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped)
        {
            return json.ValueSpan;
        }

        // Unescaping never lengthens; what is longer than any name of ours is as unknown cut as whole.
        return json.ValueSpan.Length > _name.Length ? json.ValueSpan : _name.AsSpan(0, json.CopyString(_name));
    }
}
