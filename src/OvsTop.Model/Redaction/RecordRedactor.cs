using System.Runtime.InteropServices;
using OvsTop.Model.Events;

namespace OvsTop.Model.Redaction;

/// <summary>Detail records, in place: their lengths, times, threads and numbers stay.</summary>
public static class RecordRedactor
{
    /// <summary>Redacts one record.</summary>
    /// <param name="redactor">Gives the pseudonyms.</param>
    /// <param name="record">A whole record, as <see cref="ProbeEvent.Bytes"/> has it.</param>
    public static void Redact(Redactor redactor, Span<byte> record)
    {
        ArgumentNullException.ThrowIfNull(redactor);
        ref var header = ref MemoryMarshal.AsRef<EventHeader>(record);
        redactor.Identity(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref header.Ufid, 1)));
        var rest = record[EventHeader.Size..];
        PacketRedactor.Redact(redactor, Take(ref rest, header.PacketCaptured));
        FlowRedactor.Key(redactor, Take(ref rest, header.KeyCaptured));
        _ = Take(ref rest, header.MaskCaptured);
        ActionRedactor.Actions(redactor, Take(ref rest, header.ActionsCaptured));
    }

    private static Span<byte> Take(ref Span<byte> rest, int length)
    {
        // What pads a part may be left over from whatever lay there before.
        var part = rest[..length];
        int padded = EventHeader.Pad(length);
        rest[length..padded].Clear();
        rest = rest[padded..];
        return part;
    }
}
