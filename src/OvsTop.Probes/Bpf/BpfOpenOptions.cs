using System.Runtime.InteropServices;

namespace OvsTop.Probes.Bpf;

/// <summary>struct bpf_object_open_opts, its first members: libbpf takes any prefix by its size.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BpfOpenOptions
{
    public nuint Size;
    public byte* ObjectName;
}
