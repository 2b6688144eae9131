using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Which bits of a mask count when dpctl decides to leave it out (odp_mask_is_constant__ in lib/odp-util.c).</summary>
internal static class MaskRules
{
    /// <summary>True if the mask wildcards the whole attribute.</summary>
    public static bool IsWildcard(KeyAttr type, ReadOnlySpan<byte> mask) => IsConstant(type, mask, 0);

    /// <summary>True if the mask is exact, or there is none.</summary>
    public static bool IsExact(KeyAttr type, MaskView mask) => !mask.IsPresent || IsConstant(type, mask.Bytes, 0xff);

    private static bool IsConstant(KeyAttr type, ReadOnlySpan<byte> mask, byte value) => type switch
    {
        KeyAttr.Unspec or KeyAttr.Encap or >= KeyAttr.TunnelInfo => false,
        KeyAttr.TcpFlags => (ReadUInt16BigEndian(mask) & 0xfff) == (value << 4 | value & 15),
        KeyAttr.Ipv6 => All(mask[..32], value) && (ReadUInt32BigEndian(mask[32..]) & 0xfffff) == (value == 0 ? 0 : 0xfffff) && All(mask[36..], value),
        KeyAttr.Arp => All(mask[..22], value),
        KeyAttr.CtTupleIpv4 => All(mask[..13], value),
        KeyAttr.CtTupleIpv6 => All(mask[..37], value),
        _ => All(mask, value),
    };

    private static bool All(ReadOnlySpan<byte> mask, byte value) => mask.IndexOfAnyExcept(value) < 0;
}
