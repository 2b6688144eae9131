namespace OvsTop.Model.Flows;

/// <summary><c>gtpu(flags=,msgtype=)</c>: struct gtpu_metadata (lib/packets.h).</summary>
internal static class GtpuOptions
{
    /// <summary>The two bytes.</summary>
    public static readonly FieldInfo[] Fields = [new("flags", FieldKind.U8Hex, 0), new("msgtype", FieldKind.U8, 1)];

    /// <summary>Writes the metadata; false if it is cut.</summary>
    public static bool Format(TextSink sink, ReadOnlySpan<byte> options, MaskView mask, bool verbose)
    {
        if (options.Length < 2 || mask.IsPresent && mask.Bytes.Length < 2)
        {
            sink.Bytes(options, ' ');
            return false;
        }

        FieldFormatter.FormatAll(sink, Fields, options, mask, verbose ? KeyStyle.Verbose : KeyStyle.Brief);
        return true;
    }
}
