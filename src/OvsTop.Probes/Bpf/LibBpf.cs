using System.Reflection;
using System.Runtime.InteropServices;
using OvsTop.Model.Sources;

namespace OvsTop.Probes.Bpf;

/// <summary>The part of libbpf that ovstop uses (libbpf.h, libbpf 1.0 and newer; the soname changed there).</summary>
internal static unsafe partial class LibBpf
{
    private const string Library = "libbpf";
    private const string SoName = "libbpf.so.1";

    static LibBpf() => NativeLibrary.SetDllImportResolver(typeof(LibBpf).Assembly, Resolve);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint bpf_object__open_mem(void* buffer, nuint size, BpfOpenOptions* options);

    [LibraryImport(Library)]
    public static partial int bpf_object__load(nint bpfObject);

    [LibraryImport(Library)]
    public static partial void bpf_object__close(nint bpfObject);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint bpf_object__find_map_by_name(nint bpfObject, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint bpf_object__find_program_by_name(nint bpfObject, string name);

    [LibraryImport(Library)]
    public static partial int bpf_program__set_autoload(nint program, byte autoload);

    [LibraryImport(Library)]
    public static partial int bpf_program__fd(nint program);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint bpf_program__attach_uprobe(nint program, byte isReturn, int pid, string path, nuint offset);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint bpf_program__attach(nint program);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint btf__load_vmlinux_btf();

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint btf__load_module_btf(string module, nint vmlinux);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int btf__find_by_name_kind(nint btf, string name, uint kind);

    [LibraryImport(Library)]
    public static partial void btf__free(nint btf);

    [LibraryImport(Library)]
    public static partial int bpf_link__destroy(nint link);

    [LibraryImport(Library)]
    public static partial int bpf_enable_stats(int type);

    [LibraryImport(Library)]
    public static partial int bpf_obj_get_info_by_fd(int fd, void* info, uint* infoLength);

    [LibraryImport(Library)]
    public static partial int bpf_map__fd(nint map);

    [LibraryImport(Library)]
    public static partial int bpf_map_delete_elem(int mapFd, void* key);

    [LibraryImport(Library)]
    public static partial int bpf_map__set_max_entries(nint map, uint entries);

    [LibraryImport(Library)]
    public static partial int bpf_map__set_initial_value(nint map, void* data, nuint size);

    [LibraryImport(Library)]
    public static partial int bpf_map_lookup_batch(int fd, void* from, void* next, void* keys, void* values, uint* count, void* options);

    [LibraryImport(Library)]
    public static partial int bpf_map_delete_batch(int fd, void* keys, uint* count, void* options);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint ring_buffer__new(int mapFd, delegate* unmanaged[Cdecl]<void*, void*, nuint, int> sample, void* context, void* options);

    [LibraryImport(Library)]
    public static partial int ring_buffer__consume(nint ring);

    [LibraryImport(Library)]
    public static partial void ring_buffer__free(nint ring);

    [LibraryImport(Library)]
    public static partial uint libbpf_major_version();

    [LibraryImport(Library)]
    public static partial uint libbpf_minor_version();

    [LibraryImport(Library)]
    public static partial delegate* unmanaged[Cdecl]<int, byte*, void*, int> libbpf_set_print(delegate* unmanaged[Cdecl]<int, byte*, void*, int> print);

    /// <summary>Version as <c>1.1</c>.</summary>
    /// <exception cref="SourceException">libbpf is not installed.</exception>
    public static string Version => $"{libbpf_major_version()}.{libbpf_minor_version()}";

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        return NativeLibrary.TryLoad(SoName, assembly, path, out nint handle)
            ? handle
            : throw new SourceException($"{SoName} (libbpf 1.0 or newer) is not installed: install it, on Debian with apt-get install libbpf1, on Fedora with dnf install libbpf", 3);
    }
}
