using System.Diagnostics;
using System.Reactive.Linq;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Probes.Live;
using OvsTop.Recording.Container;
using OvsTop.Recording.Export;
using OvsTop.Recording.Recorders;
using OvsTop.Recording.Replay;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Benchmarks;

/// <summary>
/// How many upcalls a second are recorded without losing a detail: the double at several rates, every detail with the head of its packet, as
/// <c>ovstop record</c> does it. The double runs on the same processors.
/// </summary>
internal static class RecordingRate
{
    private const int Seconds = 4;
    private const int Compared = 100_000;
    private static readonly int[] Rates = [25_000, 50_000, 100_000, 150_000, 200_000];

    /// <summary>Measures.</summary>
    /// <param name="rounds">How often.</param>
    /// <param name="rings">MiB of ring to compare at one rate, one run after the other; none measures that of <c>record</c> at all rates.</param>
    public static int Run(int rounds, int[] rings)
    {
        Console.WriteLine($"{"asked/s",9}{"ring MB",9}{"upcalls/s",11}{"details",11}{"ring lost",11}{"dropped",9}{"B/upcall",10}{"json",8}{"CPU s",7}");
        for (int round = 0; round < rounds; round++)
        {
            foreach (int rate in rings.Length > 0 ? [] : Rates)
            {
                Measure(rate, LiveOptions.RecordRingBytes, withJson: rate == Rates[0]);
            }

            foreach (int ring in rings)
            {
                Measure(Compared, ring << 20, withJson: false);
            }
        }

        return 0;
    }

    private static void Measure(int rate, int ringBytes, bool withJson)
    {
        string path = Path.Combine(Path.GetTempPath(), $"ovstop-bench-{Environment.ProcessId}.ovscap");
        string counts = path + ".json";
        using var vswitchd = Start(rate, counts, out int pid);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var losses = default(DetailLosses);
        ulong upcalls = 0;
        RecordingStatus status;
        using (var source = LiveSource.Open(new DaemonFinder(), new LiveOptions
        {
            Pid = pid,
            DetailsPerSecond = null,
            PacketBytes = RecordingOptions.HeadBytes,
            RingBytes = ringBytes,
            Talkers = TalkerDimensions.Recorded,
        }))
        using (var recorder = Recorder.Start(path, new RecordingSession { Source = "bench" }))
        {
            source.Batches.Do(Write).LastOrDefaultAsync().Wait();
            recorder.Dispose();
            status = recorder.Status;

            void Write(ProbeBatch batch)
            {
                recorder.Write(batch);
                losses = batch.Losses;
                upcalls = batch.Tallies?.Hits(Model.Events.ProbeId.RecvUpcall) ?? upcalls;
            }
        }

        var used = Process.GetCurrentProcess().TotalProcessorTime - before;
        vswitchd.WaitForExit();
        string json = withJson ? $"{JsonBytes(path) / (double)upcalls:F0}" : "";
        Console.WriteLine($"{rate,9}{ringBytes >> 20,9}{upcalls / Seconds,11}{losses.Total,11}{losses.Lost,11}{status.Dropped,9}{status.Bytes / (double)upcalls,10:F1}{json,8}{used.TotalSeconds,7:F1}");
        File.Delete(path);
        File.Delete(counts);
    }

    private static Process Start(int rate, string counts, out int pid)
    {
        string run = Path.Combine(BenchDouble.RepositoryRoot(), "tests", "vswitchd-double", "run");
        var process = Process.Start(new ProcessStartInfo(run, $"--handlers 2 --revalidators 1 --rate {rate} --for {Seconds} --flows 100000 --json {counts}") { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{run} did not start");
        pid = System.Text.Json.JsonDocument.Parse(process.StandardOutput.ReadLine() ?? "").RootElement.GetProperty("pid").GetInt32();
        return process;
    }

    private static long JsonBytes(string path)
    {
        using var count = new CountingStream();
        using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity });
        using var export = new JsonLinesExport(count);
        source.Batches.Do(batch => export.Write(batch)).LastOrDefaultAsync().Wait();
        export.Flush();
        return count.Bytes;
    }

    private sealed class CountingStream : MemoryStream
    {
        public long Bytes { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Bytes += count;

        public override void Write(ReadOnlySpan<byte> buffer) => Bytes += buffer.Length;
    }
}
