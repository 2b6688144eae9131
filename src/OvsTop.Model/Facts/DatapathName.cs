namespace OvsTop.Model.Facts;

/// <summary>Full names of datapaths, e.g. <c>system@ovs-system</c>: the type stands in front.</summary>
public static class DatapathName
{
    /// <summary>True for a datapath in the kernel module; others (<c>netdev</c>, <c>dummy</c>) forward in the daemon itself.</summary>
    public static bool IsKernel(ReadOnlySpan<char> name) => name.StartsWith("system@", StringComparison.Ordinal);
}
