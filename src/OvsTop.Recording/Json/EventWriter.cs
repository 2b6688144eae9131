using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using OvsTop.Model.Events;
using OvsTop.Recording.Export;

namespace OvsTop.Recording.Json;

/// <summary>Turns a detail record into a line of a capture, by <see cref="CaptureSchema"/>: what <see cref="EventParser"/> reads back.</summary>
internal sealed class EventWriter
{
    private readonly char[] _text = new char[128 * 1024];
    private readonly ThreadNames _threads;

    /// <summary>Makes a writer.</summary>
    /// <param name="threads">Names for records that do not bring them.</param>
    public EventWriter(ThreadNames threads) => _threads = threads;

    /// <summary>Writes one object, without line feed.</summary>
    /// <returns>False for a probe this ovstop does not know: nothing is written.</returns>
    public bool Write(Utf8JsonWriter json, in ProbeEvent record, IReadOnlyList<string> names)
    {
        ref readonly var header = ref record.Header;
        if (ProbeTable.Find(header.Probe) is not { } probe)
        {
            return false;
        }

        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<EventHeader>(in header));
        json.WriteStartObject();
        foreach (var field in CaptureSchema.Of(header.Probe))
        {
            if (field.Width == 0)
            {
                json.WriteString(field.Name, probe.EventName);
            }
            else if (field.Kind == FieldKind.Bytes)
            {
                WriteBytes(json, field.Name, Part(record, field));
            }
            else if (field.Kind == FieldKind.Ufid)
            {
                WriteUfid(json, field.Name, header);
            }
            else
            {
                WriteValue(json, field, record, Load(bytes, field), names);
            }
        }

        json.WriteEndObject();
        return true;
    }

    private static ReadOnlySpan<byte> Part(in ProbeEvent record, CaptureField field) => ((field.Offset - CaptureSchema.LengthsOffset) / 4) switch
    {
        0 => record.Packet,
        1 => record.Key,
        2 => record.Mask,
        _ => record.Actions,
    };

    private static ulong Load(ReadOnlySpan<byte> header, CaptureField field) => field.Width switch
    {
        2 => BinaryPrimitives.ReadUInt16LittleEndian(header[field.Offset..]),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(header[field.Offset..]),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(header[field.Offset..]),
    };

    private static void WriteUfid(Utf8JsonWriter json, string name, in EventHeader header)
    {
        if ((header.Flags & EventFlags.Ufid) != 0)
        {
            json.WriteString(name, header.Ufid.ToString());
        }
    }

    private void WriteValue(Utf8JsonWriter json, CaptureField field, in ProbeEvent record, ulong value, IReadOnlyList<string> names)
    {
        if (field.Optional && value == Usual(record, field))
        {
            return;
        }

        switch (field.Kind)
        {
            case FieldKind.Signed:
                json.WriteNumber(field.Name, (int)value);
                break;
            case FieldKind.Unsigned:
                json.WriteNumber(field.Name, value);
                break;
            case FieldKind.Name when value == 0:
                json.WriteString(field.Name, field.Name == CaptureSchema.ThreadName ? _threads[record.Header.Tid] : "");
                break;
            case FieldKind.Name when value < (ulong)names.Count:
                json.WriteString(field.Name, names[(int)value]);
                break;
            default:
                WritePointer(json, field.Name, value);
                break;
        }
    }

    /// <summary>What an optional field does not say: no pointer, a length that is all there.</summary>
    private static ulong Usual(in ProbeEvent record, CaptureField field) => field.Kind == FieldKind.Pointer ? 0 : (ulong)Part(record, field).Length;

    private static void WritePointer(Utf8JsonWriter json, string name, ulong value)
    {
        Span<char> text = stackalloc char[18];
        "0x".CopyTo(text);
        value.TryFormat(text[2..], out int digits, "x");
        json.WriteString(name, text[..(2 + digits)]);
    }

    private void WriteBytes(Utf8JsonWriter json, string name, ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, _text, out int digits);
        json.WriteString(name, _text.AsSpan(0, digits));
    }
}
