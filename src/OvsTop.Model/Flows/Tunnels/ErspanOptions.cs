using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary><c>erspan(ver=1,idx=)</c> or <c>erspan(ver=2,dir=,hwid=)</c>: struct erspan_metadata, a host-order int version and 8 bytes (lib/packets.h).</summary>
internal static class ErspanOptions
{
    /// <summary>sizeof(struct erspan_metadata).</summary>
    public const int Size = 12;

    /// <summary>Byte with gra, dir (bit 3) and hwid (upper 4 bits).</summary>
    public const int Md2Byte = 11;

    private static readonly FieldInfo Version = new("ver", FieldKind.U8, 0);
    private static readonly FieldInfo Direction = new("dir", FieldKind.U8, 1);
    private static readonly FieldInfo HardwareId = new("hwid", FieldKind.U8Hex, 2);

    /// <summary>Writes the metadata; false if it is cut.</summary>
    public static bool Format(TextSink sink, ReadOnlySpan<byte> options, MaskView mask, bool verbose)
    {
        if (options.Length < Size || mask.IsPresent && mask.Bytes.Length < Size)
        {
            sink.Bytes(options, ' ');
            return false;
        }

        Span<byte> value = [options[0], (byte)(options[Md2Byte] >> 3 & 1), (byte)(options[Md2Byte] >> 4)];
        Span<byte> bits = mask.IsPresent ? [mask.Bytes[0], (byte)(mask.Bytes[Md2Byte] >> 3 & 1), (byte)(mask.Bytes[Md2Byte] >> 4)] : [];
        var view = mask.IsPresent ? MaskView.Of(bits) : MaskView.None;
        FieldFormatter.Format(sink, Version.Name, Version, value, view, verbose);
        switch (ReadInt32LittleEndian(options))
        {
            case 1:
                sink.Put("idx=").Hex(ReadUInt32BigEndian(options[4..]));
                if (mask.IsPresent)
                {
                    sink.Put('/').Hex(ReadUInt32BigEndian(mask.Bytes[4..]));
                }

                break;
            case 2:
                FieldFormatter.Format(sink, Direction.Name, Direction, value, view, verbose);
                FieldFormatter.Format(sink, HardwareId.Name, HardwareId, value, view, verbose);
                break;
        }

        sink.Chomp(',');
        return true;
    }
}
