namespace OvsTop.Model.Filters;

/// <summary>Where a part of a filter is tested.</summary>
public enum SplitSite
{
    /// <summary>In the kernel.</summary>
    Kernel,

    /// <summary>The kernel tests a weaker form, user space the rest.</summary>
    Both,

    /// <summary>In user space.</summary>
    Here,
}
