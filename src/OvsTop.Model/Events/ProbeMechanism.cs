namespace OvsTop.Model.Events;

/// <summary>How the kernel tells ovstop of a hit.</summary>
public enum ProbeMechanism
{
    /// <summary>Not at all: the probe cannot be attached here.</summary>
    None,

    /// <summary>A uprobe at the place of a USDT note: a trap.</summary>
    Usdt,

    /// <summary>A tracepoint of the kernel.</summary>
    Tracepoint,

    /// <summary>The entry or return of a kernel function through a trampoline (BPF_TRACE_FENTRY, BPF_TRACE_FEXIT).</summary>
    Fentry,

    /// <summary>The entry or return of a kernel function through a kprobe or kretprobe.</summary>
    Kprobe,
}
