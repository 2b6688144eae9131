namespace OvsTop.Model.Sources;

/// <summary>Cumulative fate of detail records. Counts never depend on it.</summary>
/// <param name="Delivered">Records that reached user space.</param>
/// <param name="Lost">Records the full ring had no room for.</param>
/// <param name="Skipped">Records left out on purpose: the detail budget per second was spent.</param>
public readonly record struct DetailLosses(ulong Delivered, ulong Lost, ulong Skipped)
{
    /// <summary>All that could have been delivered.</summary>
    public ulong Total => Delivered + Lost + Skipped;
}
