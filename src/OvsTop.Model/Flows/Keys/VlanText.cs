namespace OvsTop.Model.Flows;

/// <summary>VLAN TCIs in text (format_vlan_tci in lib/odp-util.c).</summary>
internal static class VlanText
{
    /// <summary>The bit that says a tag is present.</summary>
    public const ushort Cfi = 0x1000;

    /// <summary>Writes <c>vid=,pcp=</c>, and <c>cfi=0</c> where the bit is missing.</summary>
    public static void Format(TextSink sink, ushort tci, ushort mask, bool verbose)
    {
        int vid = tci & 0xfff, vidMask = mask & 0xfff, pcp = tci >> 13, pcpMask = mask >> 13;
        if (verbose || vid != 0 || vidMask != 0)
        {
            sink.Put("vid=").Number(vid);
            if (vidMask != 0xfff)
            {
                sink.Put("/0x").HexDigitsOf((uint)vidMask, 1);
            }

            sink.Put(',');
        }

        if (verbose || pcp != 0 || pcpMask != 0)
        {
            sink.Put("pcp=").Number(pcp);
            if (pcpMask != 7)
            {
                sink.Put("/0x").HexDigitsOf((uint)pcpMask, 1);
            }

            sink.Put(',');
        }

        if ((tci & Cfi) == 0)
        {
            sink.Put("cfi=0,");
        }

        sink.Chomp(',');
    }
}
