using System.Reactive.Linq;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;
using OvsTop.Recording.Recorders;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Recorders;

public sealed class FlightCaptureTests : IDisposable
{
    private const ulong Second = 1_000_000_000;
    private static readonly RecordingSession Session = new() { Source = "test" };

    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-flight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_older_than_the_span_is_gone_and_the_rest_counts_from_its_own_beginning()
    {
        using var flight = FlightCapture.Start(Session, TimeSpan.FromSeconds(60), 1 << 20, new RecordingOptions());
        for (ulong second = 1; second <= 300; second++)
        {
            flight.Write(Batch(second * Second, upcalls: second * 10));
            KeepUp(flight, second, second * Second);
        }

        var (spanNs, upcalls) = Read(flight, until: 300 * Second);
        // A part ends with the first batch behind its time, here up to a second late.
        Assert.InRange(spanNs, 58 * Second, 92 * Second);

        // With its first batch comes what was counted since the one before.
        Assert.Equal(spanNs / Second * 10 + 10, upcalls);
    }

    [Fact]
    public void Memory_is_bounded_whatever_comes()
    {
        const long Bytes = 256 * 1024;
        using var flight = FlightCapture.Start(Session, TimeSpan.FromHours(1), Bytes, new RecordingOptions());
        var random = new Random(5);
        for (ulong i = 1; i <= 2000; i++)
        {
            flight.Write(Batch(i * Second / 10, upcalls: i, noise: random));
            KeepUp(flight, i, i * Second / 10);
        }

        Read(flight, until: 200 * Second);
        Assert.InRange(flight.Bytes, Bytes / 2, Bytes * 11 / 10);
    }

    private static ProbeBatch Batch(ulong timeNs, ulong upcalls, Random? noise = null)
    {
        var tallies = new TallyTable();
        tallies.Resize(2);
        tallies[1].Tid = 77;
        tallies[1].Hits[(int)ProbeId.RecvUpcall] = upcalls;
        var batch = new ProbeBatch { TimeNs = timeNs, Tallies = tallies };
        if (noise is not null)
        {
            byte[] packet = new byte[256];
            noise.NextBytes(packet);
            batch.Records.Append(new EventHeader { Probe = ProbeId.RecvUpcall, TimeNs = timeNs, Tid = 77, PacketLength = 256 }, packet, new byte[132], [], []);
        }

        return batch;
    }

    // A test is faster than any switch: its queue would be full.
    private void KeepUp(FlightCapture flight, ulong number, ulong timeNs)
    {
        if (number % 50 == 0)
        {
            Read(flight, timeNs);
        }
    }

    // The recorder's thread may be behind: a copy is taken until it has the last batch.
    private (ulong SpanNs, ulong Upcalls) Read(FlightCapture flight, ulong until)
    {
        for (int tries = 0; tries < 600; tries++, Thread.Sleep(50))
        {
            string path = Path.Combine(_folder, $"{Guid.NewGuid()}");
            using (var file = File.Create(path))
            {
                flight.CopyTo(file);
            }

            if (new FileInfo(path).Length < 2000)
            {
                continue;
            }

            ulong first = 0, last = 0, upcalls = 0;
            using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity });
            source.Batches.ForEachAsync(batch =>
            {
                first = first == 0 ? batch.TimeNs : first;
                last = batch.TimeNs;
                upcalls = batch.Tallies is { } tallies ? tallies[1].Hits[(int)ProbeId.RecvUpcall] : upcalls;
            }).Wait();
            Assert.All(source.Info.Notices, notice => Assert.StartsWith("no end mark: the recorder still runs", notice, StringComparison.Ordinal));
            if (last == until)
            {
                return (last - first, upcalls);
            }
        }

        throw new TimeoutException("the last batch never came");
    }
}
