namespace OvsTop.Probes.Live;

/// <summary>The best mechanism that may be used for kernel functions: for a kernel on which the better one makes trouble, and for tests.</summary>
public enum KernelWays
{
    /// <summary>Trampolines (fentry, fexit) where the kernel has them, else kprobes, else what is around a sendmsg.</summary>
    Auto,

    /// <summary>No trampolines.</summary>
    Kprobe,

    /// <summary>No function is probed: the tracepoint of upcalls, and the sendmsg around puts and executes.</summary>
    Sendmsg,

    /// <summary>Nothing of the kernel.</summary>
    None,
}
