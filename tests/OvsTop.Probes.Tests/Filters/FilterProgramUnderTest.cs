using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Wire;

namespace OvsTop.Probes.Tests.Filters;

/// <summary>The programs' filter, loaded into the kernel and run on keys of the test's (filter_test.bpf.c).</summary>
internal sealed unsafe partial class FilterProgramUnderTest : IDisposable
{
    private readonly BpfObject _programs;
    private readonly MappedMap<FilterSlots> _filters;
    private readonly MappedMap<Case> _case;
    private readonly int _program;
    private uint _generation;

    public FilterProgramUnderTest()
    {
        using var stream = typeof(FilterProgramUnderTest).Assembly.GetManifestResourceStream("filter_test.bpf.o")!;
        var elf = new byte[stream.Length];
        stream.ReadExactly(elf);
        _programs = BpfObject.Open(elf, "filter_test\0"u8);
        _programs.Load();
        _filters = new MappedMap<FilterSlots>(_programs.MapFd(".data.filters"), 1, writable: true);
        _case = new MappedMap<Case>(_programs.MapFd(".data.test"), 1, writable: true);
        _program = _programs.ProgramFd("filter_test");
    }

    public void SetFilter(KernelPredicates filter)
    {
        filter.Generation = ++_generation;
        _filters.Span[0][(int)(_generation & 1)] = filter;
    }

    /// <summary>Marks the filter in use, as a writer does.</summary>
    public void SetGeneration(uint generation) => _filters.Span[0][(int)(_generation & 1)].Generation = generation;

    /// <summary>The verdict on a key that lies at an offset in the record.</summary>
    /// <param name="key">At most 640 bytes.</param>
    /// <param name="at">128 .. 384, a multiple of 8.</param>
    /// <param name="upcall">Packet length &lt;&lt; 32 | upcall type; all ones when the key is not of an upcall.</param>
    /// <param name="tid">The thread.</param>
    public bool Passes(ReadOnlySpan<byte> key, uint at, ulong upcall, uint tid)
    {
        ref var test = ref _case.Span[0];
        (test.Slot, test.Generation, test.At, test.Length, test.Tid, test.Upcall, test.Verdict) = (5, _generation, at, (uint)key.Length, tid, upcall, 77);
        Span<byte> target = test.Key;
        target.Fill(0xab);
        key.CopyTo(target);
        var options = new TestRunOptions { Size = (nuint)sizeof(TestRunOptions) };
        int result = bpf_prog_test_run_opts(_program, &options);
        Assert.Equal((0, 0u), (result, options.Result));
        Assert.InRange(test.Verdict, 0u, 1u);
        return test.Verdict == 1;
    }

    /// <summary>The words of the last key.</summary>
    public KernelKeyFields Words => _case.Span[0].Words;

    public void Dispose()
    {
        _filters.Dispose();
        _case.Dispose();
        _programs.Dispose();
    }

    [LibraryImport("libbpf.so.1")]
    private static partial int bpf_prog_test_run_opts(int program, TestRunOptions* options);

    /// <summary>struct test_case.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Case
    {
        public uint Slot;
        public uint Generation;
        public uint At;
        public uint Length;
        public uint Tid;
        public uint Verdict;
        public ulong Upcall;
        public KernelKeyFields Words;
        public KeyBytes Key;
    }

    [InlineArray(640)]
    private struct KeyBytes
    {
        private byte _element;
    }

    /// <summary>struct bpf_test_run_opts (bpf.h of libbpf).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct TestRunOptions
    {
        public nuint Size;
        public void* DataIn;
        public void* DataOut;
        public uint DataInSize;
        public uint DataOutSize;
        public void* ContextIn;
        public void* ContextOut;
        public uint ContextInSize;
        public uint ContextOutSize;
        public uint Result;
        public int Repeat;
        public uint Duration;
        public uint Flags;
        public uint Cpu;
        public uint BatchSize;
    }
}
