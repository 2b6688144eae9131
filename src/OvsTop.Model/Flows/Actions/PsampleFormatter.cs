using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary><c>psample(group=,cookie=0x…)</c>.</summary>
internal static class PsampleFormatter
{
    /// <summary>OVS_PSAMPLE_ATTR_GROUP.</summary>
    public const ushort Group = 1;

    /// <summary>OVS_PSAMPLE_ATTR_COOKIE.</summary>
    public const ushort Cookie = 2;

    /// <summary>Writes the action; false if it is malformed.</summary>
    public static bool Format(TextSink sink, ReadOnlySpan<byte> value)
    {
        bool good = true;
        sink.Put("psample(");
        var reader = new NetlinkReader(value);
        while (reader.MoveNext())
        {
            if (reader.Type == Group && reader.Value.Length == 4)
            {
                sink.Put("group=").Number(ReadUInt32LittleEndian(reader.Value)).Put(',');
            }
            else if (reader.Type == Cookie)
            {
                sink.Put("cookie=").HexNumber(reader.Value);
            }
            else
            {
                good = false;
            }
        }

        sink.Chomp(',').Put(')');
        return good && reader.MalformedOffset < 0;
    }
}
