using BenchmarkDotNet.Attributes;
using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Evaluation;
using OvsTop.Model.Flows;

namespace OvsTop.Benchmarks;

/// <summary>A flow key of 160 bytes decoded, printed, and asked by a filter of five predicates.</summary>
[InProcess]
[MemoryDiagnoser]
public class FlowKeyBenchmarks
{
    private readonly byte[] _key = Convert.FromHexString(
        "080014000700000008001300000000000800020000000000080003000200000008000f0000000000080016002100000006001700010000000800180000000000140019000000000000000000000000000000000014001a000a5800010a580002c48a1451060000001000040002000000000a02000000000b0600060008000000100007000a5800010a5800020600400008000900c48a14510600120000020000");

    private readonly TextSink _sink = new();
    private FilterProgram _filter = null!;

    [GlobalSetup]
    public void Compile() =>
        _filter = FilterCompiler.Compile(Filter.Parse("in_port=2,tcp,nw_src=10.88.0.0/16,tp_dst=5201,ct_state=+new+trk").Filter!).Program;

    [Benchmark]
    public uint Decode()
    {
        FlowKey.Decode(_key, out var key);
        return key.InPort;
    }

    [Benchmark]
    public int Format() => FlowKeyFormatter.Format(_sink.Clear(), _key);

    [Benchmark]
    public Truth DecodeAndFilter()
    {
        FlowKey.Decode(_key, out var key);
        return _filter.Evaluate(new FilterSubject(ref key));
    }
}
