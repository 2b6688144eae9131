using System.Runtime.InteropServices;

namespace OvsTop.Probes.Bpf;

/// <summary>An opened, then loaded, object file of kernel programs and maps. Loading is not thread safe; what comes after is.</summary>
internal sealed unsafe class BpfObject : IDisposable
{
    private nint _handle;

    private BpfObject(nint handle) => _handle = handle;

    /// <summary>Opens an object file held in memory.</summary>
    /// <exception cref="BpfException">It is no usable object file.</exception>
    public static BpfObject Open(ReadOnlySpan<byte> elf, ReadOnlySpan<byte> nameZeroTerminated)
    {
        LibBpfLog.Install();
        fixed (byte* bytes = elf)
        fixed (byte* name = nameZeroTerminated)
        {
            var options = new BpfOpenOptions { Size = (nuint)sizeof(BpfOpenOptions), ObjectName = name };
            nint handle = LibBpf.bpf_object__open_mem(bytes, (nuint)elf.Length, &options);
            return handle != 0 ? new BpfObject(handle) : throw Failure("open the kernel programs", Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Leaves a program out of <see cref="Load"/>.</summary>
    public void Exclude(string program) => Check(LibBpf.bpf_program__set_autoload(Program(program), 0), $"exclude program {program}");

    /// <summary>Sets a read-only or initial data section before <see cref="Load"/>.</summary>
    public void SetInitial<T>(string section, in T value)
        where T : unmanaged
    {
        fixed (T* data = &value)
        {
            Check(LibBpf.bpf_map__set_initial_value(Map(section), data, (nuint)sizeof(T)), $"set {section}");
        }
    }

    /// <summary>Sets the size of a map before <see cref="Load"/>.</summary>
    public void SetMaxEntries(string map, uint entries) => Check(LibBpf.bpf_map__set_max_entries(Map(map), entries), $"size map {map}");

    /// <summary>Makes the maps and gives the programs to the kernel.</summary>
    /// <exception cref="BpfException">Refused; EPERM means a missing capability.</exception>
    public void Load() => Check(LibBpf.bpf_object__load(_handle), "load the kernel programs");

    /// <summary>Runs a program at a place in a file, for one process.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public BpfLink AttachUprobe(string program, int pid, string path, ulong fileOffset)
    {
        nint link = LibBpf.bpf_program__attach_uprobe(Program(program), 0, pid, path, (nuint)fileOffset);
        return link != 0 ? new BpfLink(link) : throw Failure($"attach {program}", Marshal.GetLastPInvokeError());
    }

    /// <summary>Runs a program where its section says: tp/, fentry/, fexit/, kprobe/, kretprobe/.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public BpfLink Attach(string program)
    {
        nint link = LibBpf.bpf_program__attach(Program(program));
        return link != 0 ? new BpfLink(link) : throw Failure($"attach {program}", Marshal.GetLastPInvokeError());
    }

    /// <summary>Takes a key out of a loaded map; one that is not there is no error.</summary>
    public void Delete(string map, uint key) => _ = LibBpf.bpf_map_delete_elem(MapFd(map), &key);

    /// <summary>File descriptor of a loaded map.</summary>
    public int MapFd(string map) => LibBpf.bpf_map__fd(Map(map));

    /// <summary>File descriptor of a loaded program.</summary>
    public int ProgramFd(string program) => LibBpf.bpf_program__fd(Program(program));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != 0)
        {
            LibBpf.bpf_object__close(_handle);
            _handle = 0;
        }
    }

    private static BpfException Failure(string operation, int errno) => new(operation, Math.Abs(errno), LibBpfLog.Take());

    private static void Check(int result, string operation)
    {
        if (result < 0)
        {
            throw Failure(operation, result);
        }
    }

    private nint Map(string name) =>
        LibBpf.bpf_object__find_map_by_name(_handle, name) is var map and not 0 ? map : throw new InvalidOperationException($"no map {name} in the kernel programs");

    private nint Program(string name) =>
        LibBpf.bpf_object__find_program_by_name(_handle, name) is var program and not 0 ? program : throw new InvalidOperationException($"no program {name} in the kernel programs");
}
