using OvsTop.Vswitchd.Replies;

namespace OvsTop.Vswitchd.Layouts;

/// <summary>
/// Which <see cref="UkeyLayout"/> a release has. The version only tells what to expect: distributions backport, so the layout in
/// use is the one <see cref="FromKeyPointer"/> recognises in memory.
/// </summary>
public static class LayoutTable
{
    /// <summary>2.17.0-5, 3.0.0-3, 3.1.0.</summary>
    public static UkeyLayout L0 { get; } = new("L0", 1560, Created: 152, DumpSeq: 160, RevalSeq: 168, State: 176, Actions: 192, XlateCache: 200, KeyBuffer: 208, MaskBuffer: 848);

    /// <summary>With dp_layer: 2.17.6-11, 3.0.4-7, 3.1.1-5, 3.2.0-3, 3.3.0-2, 3.4.0.</summary>
    public static UkeyLayout L1 { get; } = new("L1", 1568, Created: 160, DumpSeq: 168, RevalSeq: 176, State: 184, Actions: 200, XlateCache: 208, KeyBuffer: 216, MaskBuffer: 856);

    /// <summary>With missed_dumps: 2.17.12, 3.0.8, 3.1.6, 3.2.4, 3.3.3, 3.4.1, and everything since.</summary>
    public static UkeyLayout L2 { get; } = new("L2", 1576, Created: 160, DumpSeq: 168, RevalSeq: 176, State: 184, Actions: 208, XlateCache: 216, KeyBuffer: 224, MaskBuffer: 864);

    /// <summary>All layouts, oldest first.</summary>
    public static IReadOnlyList<UkeyLayout> All { get; } = [L0, L1, L2];

    /// <summary>First patch release with L1 and with L2 of every branch that changed on the way; later branches began with L2.</summary>
    private static readonly (int Major, int Minor, int FirstL1, int FirstL2)[] Branches =
        [(2, 17, 6, 12), (3, 0, 4, 8), (3, 1, 1, 6), (3, 2, 0, 4), (3, 3, 0, 3), (3, 4, 0, 1)];

    /// <summary>What a release should have, or null before 2.17: those have no probes.</summary>
    public static UkeyLayout? Expected(OvsVersion version)
    {
        foreach (var (major, minor, firstL1, firstL2) in Branches)
        {
            if ((version.Major, version.Minor) != (major, minor)) continue;
            return version.Patch >= firstL2 ? L2 : version.Patch >= firstL1 ? L1 : L0;
        }

        return version.IsAtLeast(3, 5) ? L2 : null;
    }

    /// <summary>
    /// The layout by where a ukey's <c>key</c> and <c>mask</c> point, both as distances from the ukey itself: they always point at its
    /// own buffers (ukey_create__). Null when it is none of these: read nothing but the ufid then.
    /// </summary>
    public static UkeyLayout? FromKeyPointer(long keyDistance, long maskDistance)
    {
        foreach (var layout in All)
        {
            if (layout.KeyBuffer == keyDistance && layout.MaskBuffer == maskDistance) return layout;
        }

        return null;
    }
}
