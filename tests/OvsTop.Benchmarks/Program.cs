using BenchmarkDotNet.Running;
using OvsTop.Benchmarks;

// `overhead` measures what attaching costs the daemon; everything else is BenchmarkDotNet's.
if (args is ["overhead", ..])
{
    return Overhead.Run(rounds: args.Length > 1 ? int.Parse(args[1]) : 5);
}

BenchmarkSwitcher.FromAssembly(typeof(Overhead).Assembly).Run(args);
return 0;
