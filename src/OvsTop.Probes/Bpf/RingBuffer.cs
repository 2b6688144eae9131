using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OvsTop.Model.Events;

namespace OvsTop.Probes.Bpf;

/// <summary>Consumer of a BPF ring buffer. It is polled: the programs never wake it (half the cost of a hit would be the wake-up).</summary>
internal sealed unsafe class RingBuffer : IDisposable
{
    private readonly GCHandle _self;
    private nint _handle;
    private RecordBuffer? _target;

    /// <summary>Opens the consumer side of a ring buffer map.</summary>
    public RingBuffer(int mapFd)
    {
        _self = GCHandle.Alloc(this);
        _handle = LibBpf.ring_buffer__new(mapFd, &OnRecord, (void*)GCHandle.ToIntPtr(_self), null);
        if (_handle == 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            _self.Free();
            throw new BpfException("open the ring buffer", errno, LibBpfLog.Take());
        }
    }

    /// <summary>Appends all waiting records to the target.</summary>
    /// <returns>Records taken.</returns>
    public int Drain(RecordBuffer target)
    {
        _target = target;
        int taken = LibBpf.ring_buffer__consume(_handle);
        _target = null;
        return taken >= 0 ? taken : throw new BpfException("read the ring buffer", -taken, LibBpfLog.Take());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != 0)
        {
            LibBpf.ring_buffer__free(_handle);
            _handle = 0;
            _self.Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnRecord(void* context, void* data, nuint size)
    {
        var ring = Unsafe.As<RingBuffer>(GCHandle.FromIntPtr((nint)context).Target);
        ring!._target!.Append(new ReadOnlySpan<byte>(data, (int)size));
        return 0;
    }
}
