using System.Runtime.InteropServices;

namespace OvsTop.Model.Events;

/// <summary>One detail record, read in place: valid as long as the batch that holds it.</summary>
public readonly ref struct ProbeEvent
{
    private readonly ReadOnlySpan<byte> _record;

    /// <summary>Wraps one whole record.</summary>
    /// <param name="record">Starts with an <see cref="EventHeader"/>, at least <see cref="EventHeader.RecordSize"/> bytes.</param>
    public ProbeEvent(ReadOnlySpan<byte> record) => _record = record;

    /// <summary>The fixed part.</summary>
    public ref readonly EventHeader Header => ref MemoryMarshal.AsRef<EventHeader>(_record);

    /// <summary>The whole record, as it is copied and stored.</summary>
    public ReadOnlySpan<byte> Bytes => _record[..Header.RecordSize];

    /// <summary>First bytes of the packet, Ethernet header first.</summary>
    public ReadOnlySpan<byte> Packet => _record.Slice(EventHeader.Size, Header.PacketCaptured);

    /// <summary>OVS_KEY_ATTR_* attributes, no outer attribute.</summary>
    public ReadOnlySpan<byte> Key => _record.Slice(KeyOffset, Header.KeyCaptured);

    /// <summary>Mask in the same form as <see cref="Key"/>.</summary>
    public ReadOnlySpan<byte> Mask => _record.Slice(MaskOffset, Header.MaskCaptured);

    /// <summary>OVS_ACTION_ATTR_* attributes, no outer attribute.</summary>
    public ReadOnlySpan<byte> Actions =>
        _record.Slice(MaskOffset + EventHeader.Pad(Header.MaskCaptured), Header.ActionsCaptured);

    private int KeyOffset => EventHeader.Size + EventHeader.Pad(Header.PacketCaptured);

    private int MaskOffset => KeyOffset + EventHeader.Pad(Header.KeyCaptured);
}
