using System.Runtime.InteropServices;

namespace OvsTop.Probes.Bpf;

/// <summary>
/// A BPF_F_MMAPABLE array map, or a data section, as memory shared with the loaded programs: no system call to read or write it. (libbpf maps
/// data sections itself only for generated skeletons.)
/// </summary>
internal sealed unsafe class MappedMap<T> : IDisposable
    where T : unmanaged
{
    private readonly nuint _bytes;
    private void* _address;

    /// <summary>Maps the whole map.</summary>
    public MappedMap(int mapFd, int entries, bool writable)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        _bytes = ((nuint)entries * (nuint)sizeof(T) + page - 1) / page * page;
        _address = LibC.mmap(null, _bytes, LibC.ProtectRead | (writable ? LibC.ProtectWrite : 0), LibC.MapShared, mapFd, 0);
        if ((nint)_address == -1)
        {
            _address = null;
            throw new BpfException("map the counts", Marshal.GetLastPInvokeError(), []);
        }

        Entries = entries;
    }

    /// <summary>Entries of the map.</summary>
    public int Entries { get; }

    /// <summary>The entries as they are in the kernel. Not to be used after <see cref="Dispose"/>.</summary>
    public Span<T> Span => new(_address, Entries);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_address != null)
        {
            _ = LibC.munmap(_address, _bytes);
            _address = null;
        }
    }
}
