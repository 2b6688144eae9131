using System.Diagnostics;
using OvsTop.Model.Events;
using OvsTop.Probes.Live;

namespace OvsTop.Benchmarks;

/// <summary>What a detail record costs ovstop: a ring filled by real probes, then taken to a batch and walked, as LiveSource does.</summary>
internal static class Consumer
{
    private const int Warm = 40;
    private const int Upcalls = 4_000;

    public static int Run(int rounds)
    {
        using var bench = new BenchDouble();
        using var session = KernelSession.Start(bench.Daemon, bench.Scan, new LiveOptions { DetailsPerSecond = null, RingBytes = 128 << 20 });
        var records = new RecordBuffer();
        var costs = new List<double>();
        long allocated = 0;
        for (int round = 0; round < rounds + Warm; round++)
        {
            bench.NsPerUpcall(Upcalls);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            records.Clear();
            int taken = session.DrainTo(records);
            ulong sum = 0;
            foreach (var record in records)
            {
                sum += record.Header.TimeNs + (ulong)record.Key.Length;
            }

            double ns = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            long grown = GC.GetAllocatedBytesForCurrentThread() - before;
            if (round >= Warm)
            {
                // The first rounds compile the code and grow the buffer to its largest batch.
                costs.Add(ns / taken);
                allocated += grown;
                GC.KeepAlive(sum);
            }
        }

        costs.Sort();
        Console.WriteLine($"{costs[costs.Count / 2]:F1} ns a record (median of {rounds}), {(double)records.Bytes / records.Count:F0} B each, {allocated} B allocated in all rounds");
        return 0;
    }
}
