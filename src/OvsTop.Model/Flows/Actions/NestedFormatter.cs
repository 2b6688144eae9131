using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Actions that hold action lists besides clone.</summary>
internal static class NestedFormatter
{
    private const int Probability = 1, SampleActions = 2;
    private const int PacketLength = 1, IfGreater = 2, IfLessEqual = 3;
    private const int DecTtlActions = 1;

    private static readonly AttributePolicy[] SamplePolicy =
        [AttributePolicy.Unlisted, AttributePolicy.Exactly(4, required: true), new(0, Required: true)];

    private static readonly AttributePolicy[] CheckPolicy =
        [AttributePolicy.Unlisted, AttributePolicy.Exactly(2, required: true), new(0, Required: true), new(0, Required: true)];

    /// <summary><c>sample(sample=…%,actions(…))</c>.</summary>
    public static bool Sample(in ActionWriter writer, ReadOnlySpan<byte> value, int offset, int depth, out int malformed)
    {
        malformed = -1;
        writer.Sink.Put("sample");
        if (!NestedAttributes.TryParse(value, SamplePolicy, out var attributes))
        {
            writer.Sink.Put("(error)");
            return false;
        }

        // The product of an integer by 100.0 over UINT32_MAX, rounded to one decimal as %.1f rounds it.
        double percent = 100.0 * ReadUInt32LittleEndian(attributes[Probability]) / uint.MaxValue;
        writer.Sink.Put("(sample=").Put(percent.ToString("F1", System.Globalization.CultureInfo.InvariantCulture)).Put("%,actions(");
        writer.Nested(attributes[SampleActions], offset + attributes.OffsetOf(SampleActions), depth, out malformed);
        writer.Sink.Put("))");
        return malformed < 0;
    }

    /// <summary><c>check_pkt_len(size=,gt(…),le(…))</c>.</summary>
    public static bool CheckPacketLength(in ActionWriter writer, ReadOnlySpan<byte> value, int offset, int depth, out int malformed)
    {
        malformed = -1;
        writer.Sink.Put("check_pkt_len");
        if (!NestedAttributes.TryParse(value, CheckPolicy, out var attributes))
        {
            writer.Sink.Put("(error)");
            return false;
        }

        writer.Sink.Put("(size=").Number(ReadUInt16LittleEndian(attributes[PacketLength])).Put(",gt(");
        writer.Nested(attributes[IfGreater], offset + attributes.OffsetOf(IfGreater), depth, out malformed);
        writer.Sink.Put("),le(");
        writer.Nested(attributes[IfLessEqual], offset + attributes.OffsetOf(IfLessEqual), depth, out int second);
        writer.Sink.Put("))");
        malformed = malformed < 0 ? second : malformed;
        return malformed < 0;
    }

    /// <summary><c>dec_ttl(le_1(…))</c>.</summary>
    public static bool DecTtl(in ActionWriter writer, ReadOnlySpan<byte> value, int offset, int depth, out int malformed)
    {
        malformed = -1;
        writer.Sink.Put("dec_ttl(le_1(");
        var reader = new NetlinkReader(value, offset);
        while (reader.MoveNext())
        {
            if (reader.Type == DecTtlActions)
            {
                writer.Nested(reader.Value, reader.ValueOffset, depth, out malformed);
                break;
            }
        }

        writer.Sink.Put("))");
        malformed = malformed < 0 ? reader.MalformedOffset : malformed;
        return malformed < 0;
    }
}
