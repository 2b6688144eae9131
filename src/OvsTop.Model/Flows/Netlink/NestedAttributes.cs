using System.Runtime.CompilerServices;

namespace OvsTop.Model.Flows;

/// <summary>Attributes of a nested one, found by number after checking them against a policy (nl_parse_nested in lib/netlink.c). The last of a number counts.</summary>
internal ref struct NestedAttributes
{
    private readonly ReadOnlySpan<byte> _bytes;
    private Slots _slots;

    private NestedAttributes(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Payload of the attribute, empty if it is missing.</summary>
    public readonly ReadOnlySpan<byte> this[int type] => _bytes.Slice(_slots[type].Offset, _slots[type].Length);

    /// <summary>True if the attribute is there.</summary>
    public readonly bool Has(int type) => _slots[type].Offset != 0;

    /// <summary>Where its payload starts in the nested bytes.</summary>
    public readonly int OffsetOf(int type) => _slots[type].Offset;

    /// <summary>Reads; false if an attribute is missing, has a wrong length or is followed by garbage.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, ReadOnlySpan<AttributePolicy> policy, out NestedAttributes attributes)
    {
        attributes = new NestedAttributes(bytes);
        var reader = new NetlinkReader(bytes);
        while (reader.MoveNext())
        {
            if (reader.Type >= policy.Length || policy[reader.Type].Min < 0)
            {
                continue;
            }

            if (!policy[reader.Type].Accepts(reader.Value))
            {
                return false;
            }

            attributes._slots[reader.Type] = (reader.ValueOffset, reader.Value.Length);
        }

        for (int type = 0; type < policy.Length; type++)
        {
            if (policy[type].Required && !attributes.Has(type))
            {
                return false;
            }
        }

        return reader.MalformedOffset < 0;
    }

    [InlineArray(10)]
    private struct Slots
    {
        private (int Offset, int Length) _first;
    }
}
