using BenchmarkDotNet.Running;
using OvsTop.Benchmarks;

// `traces SECONDS` feeds the trace engine 200,000 upcalls a second; `replay PID SECONDS` says how much of a daemon's time replays take.
// `frames` says what a frame of every view takes, in time and bytes; `keypress KEYS` how soon a live screen answers, and its CPU.
// `overhead`, `consumer`, `recording` and `governor` run real probes on the double, `seek` needs 1 GB of disk; everything else is BenchmarkDotNet's, e.g. `--filter *FlowKey* --job short`.
switch (args)
{
    case ["overhead", ..]: return Overhead.Run(Rounds());
    case ["consumer", ..]: return Consumer.Run(Rounds());
    case ["recording", ..]: return RecordingRate.Run(Rounds(), [.. args.Skip(2).Select(int.Parse)]);
    case ["frames"]: return FrameCost.Run();
    case ["keypress", ..]: return Keypress.Run(args.Length > 1 ? int.Parse(args[1]) : 400);
    case ["seek"]: return SeekCost.Run();
    case ["seek-to", var path, var place]: return SeekCost.Open(path, double.Parse(place, System.Globalization.CultureInfo.InvariantCulture));
    case ["traces", ..]: return TraceSoak.Run(args.Length > 1 ? int.Parse(args[1]) : 60);
    case ["replay", var pid, ..]: return ReplayDuty.Run(int.Parse(pid), args.Length > 2 ? int.Parse(args[2]) : 20);
    case ["governor", ..]: return GovernorBenchmark.Run(Rounds());
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Overhead).Assembly).Run(args);
        return 0;
}

int Rounds() => args.Length > 1 ? int.Parse(args[1]) : 5;
