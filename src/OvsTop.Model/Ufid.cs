using System.Runtime.InteropServices;

namespace OvsTop.Model;

/// <summary>A flow's unique id: four 32-bit words in host order (lib/uuid.h, odp_format_ufid in lib/odp-util.c).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Ufid(uint Word0, uint Word1, uint Word2, uint Word3)
{
    /// <summary>Parses the 36 characters dpctl prints, e.g. <c>359d0d60-b258-4a18-8a98-e473aaf387f2</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Ufid ufid)
    {
        ufid = default;
        if (text.Length != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        {
            return false;
        }

        const System.Globalization.NumberStyles Hex = System.Globalization.NumberStyles.AllowHexSpecifier;
        if (!uint.TryParse(text[..8], Hex, null, out uint a) || !ushort.TryParse(text[9..13], Hex, null, out ushort b1)
            || !ushort.TryParse(text[14..18], Hex, null, out ushort b2) || !ushort.TryParse(text[19..23], Hex, null, out ushort c1)
            || !ushort.TryParse(text[24..28], Hex, null, out ushort c2) || !uint.TryParse(text[28..36], Hex, null, out uint d))
        {
            return false;
        }

        ufid = new Ufid(a, (uint)b1 << 16 | b2, (uint)c1 << 16 | c2, d);
        return true;
    }

    /// <summary>The form <c>dpctl/get-flow</c> and <c>ofproto/detrace</c> take, without the <c>ufid:</c> prefix.</summary>
    public override string ToString() =>
        $"{Word0:x8}-{Word1 >> 16:x4}-{Word1 & 0xffff:x4}-{Word2 >> 16:x4}-{Word2 & 0xffff:x4}{Word3:x8}";
}
