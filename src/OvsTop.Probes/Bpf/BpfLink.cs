namespace OvsTop.Probes.Bpf;

/// <summary>A program at work at one place, until disposed. Detaching a uprobe waits for the kernel: up to a tenth of a second.</summary>
internal sealed class BpfLink(nint handle) : IDisposable
{
    private nint _handle = handle;

    /// <inheritdoc/>
    public void Dispose()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            _ = LibBpf.bpf_link__destroy(handle);
        }
    }
}
