namespace OvsTop.Probes.Bpf;

/// <summary>The kernel or libbpf refused something.</summary>
/// <param name="operation">What was tried.</param>
/// <param name="errno">Positive errno.</param>
/// <param name="log">What libbpf said about it.</param>
public sealed class BpfException(string operation, int errno, IReadOnlyList<string> log)
    : Exception($"{operation}: {Errno.Describe(errno)}")
{
    /// <summary>What was tried, e.g. <c>load the kernel programs</c>.</summary>
    public string Operation { get; } = operation;

    /// <summary>Positive errno.</summary>
    public int ErrorNumber { get; } = errno;

    /// <summary>What libbpf said about it, oldest first.</summary>
    public IReadOnlyList<string> Log { get; } = log;

    /// <summary>With the log, which is where the verifier says what it minds.</summary>
    public override string ToString() => $"{base.ToString()}\n{string.Join('\n', Log)}";
}
