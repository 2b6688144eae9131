using BenchmarkDotNet.Running;
using OvsTop.Benchmarks;

// `overhead`, `consumer`, `recording` and `governor` run real probes on the double; everything else is BenchmarkDotNet's, e.g. `--filter *FlowKey* --job short`.
switch (args)
{
    case ["overhead", ..]: return Overhead.Run(Rounds());
    case ["consumer", ..]: return Consumer.Run(Rounds());
    case ["recording", ..]: return RecordingRate.Run(Rounds());
    case ["governor", ..]: return GovernorBenchmark.Run(Rounds());
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Overhead).Assembly).Run(args);
        return 0;
}

int Rounds() => args.Length > 1 ? int.Parse(args[1]) : 5;
