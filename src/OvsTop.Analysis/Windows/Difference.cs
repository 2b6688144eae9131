namespace OvsTop.Analysis.Windows;

/// <summary>Arithmetic of cumulative counts.</summary>
internal static class Difference
{
    /// <summary>A window shorter than this has no rates: they would be noise divided by nothing.</summary>
    private const double ShortestSeconds = 0.001;

    /// <summary>What was counted since an earlier reading; 0 rather than a huge number if a source broke its promise and counted back.</summary>
    public static ulong Of(ulong now, ulong before) => now > before ? now - before : 0;

    /// <summary>Per second.</summary>
    public static double Rate(ulong count, double seconds) => seconds < ShortestSeconds ? 0 : count / seconds;

    /// <summary>0 .. 1 of a whole; 0 of nothing.</summary>
    public static double Share(ulong part, ulong whole) => whole == 0 ? 0 : (double)part / whole;
}
