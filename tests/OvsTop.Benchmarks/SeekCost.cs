using System.Diagnostics;
using OvsTop.Analysis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Benchmarks;

/// <summary>
/// What it takes to stand at some place of a large .ovscap: a new process opens it, goes there by its index with what the histories need before, and has the
/// snapshot of that place. CPU time says it also on a machine that does other work.
/// </summary>
internal static class SeekCost
{
    private const long FileBytes = 1L << 30;
    private const int RecordsInBatch = 100;
    private const ulong BatchNs = 100_000_000;
    private static readonly double[] Places = [0, 0.25, 0.5, 0.75, 0.999];

    public static int Run()
    {
        string path = Path.Combine(Path.GetTempPath(), $"ovstop-bench-{Environment.ProcessId}.ovscap");
        try
        {
            Write(path);
            Console.WriteLine($"{new FileInfo(path).Length:N0} bytes");
            Console.WriteLine($"{"place",8}{"since start ms",16}{"open ms",10}{"there ms",10}{"CPU ms",8}{"peak MB",9}");
            foreach (double place in Places)
            {
                using var process = Process.Start(Environment.ProcessPath!, ["seek-to", path, FormattableString.Invariant($"{place}")]);
                process.WaitForExit();
            }

            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static int Open(string path, double place)
    {
        double Since() => (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
        var clock = Stopwatch.StartNew();
        using var source = ReplaySource.Open(path, new ReplayOptions { StartPaused = true, HoldAtEnd = true, LooksAhead = true });
        double opened = clock.Elapsed.TotalMilliseconds;
        source.PreRoll = Pipeline.Memory(TimeSpan.FromSeconds(1));
        source.Seek(source.State.Length!.Value * place);
        Snapshot? last = null;
        using var subscription = Pipeline.Snapshots(source, TimeSpan.FromSeconds(1)).Subscribe(snapshot => last = snapshot);
        SpinWait.SpinUntil(() => last is not null && !source.State.Seeking);
        double there = clock.Elapsed.TotalMilliseconds;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"{place,8:P1}{Since(),16:F0}{opened,10:F0}{there,10:F0}{self.TotalProcessorTime.TotalMilliseconds,8:F0}{self.PeakWorkingSet64 / 1e6,9:F0}");
        return 0;
    }

    private static void Write(string path)
    {
        using var writer = RecordingWriter.Create(path, new RecordingSession { Source = "bench" }, new RecordingOptions { Payload = PayloadLevel.Full, Sync = SyncPolicy.Never });
        var batch = new ProbeBatch { Tallies = new TallyTable() };
        batch.Tallies.Resize(17);
        for (int slot = 1; slot < 17; slot++)
        {
            batch.Tallies[slot].Tid = (uint)slot;
            batch.Tallies[slot].SetName($"handler{slot}");
        }

        var random = new Random(1);
        byte[] packet = new byte[200];
        for (ulong i = 1; writer.Status.Bytes < FileBytes; i++)
        {
            batch.TimeNs = 1_000_000_000_000 + i * BatchNs;
            batch.Records.Clear();
            for (int record = 0; record < RecordsInBatch; record++)
            {
                ref var tally = ref batch.Tallies[1 + random.Next(16)];
                random.NextBytes(packet);
                tally.Hits[(int)ProbeId.RecvUpcall]++;
                tally.Stages[(int)Stage.Translate].Add((ulong)random.Next(5_000, 500_000));
                batch.Records.Append(
                    new EventHeader { Probe = ProbeId.RecvUpcall, Tid = tally.Tid, TimeNs = batch.TimeNs - BatchNs + (ulong)record * 1_000_000, PacketLength = 200 }, packet, new byte[132], [], []);
            }

            if (!writer.Write(batch))
            {
                throw new IOException(writer.Status.Stopped);
            }
        }
    }
}
