using OvsTop.Model.Sources;
using OvsTop.Recording.Json;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void Reading_events_does_not_allocate_once_buffers_have_their_size()
    {
        byte[] lines = Captures.Lines("l4-udp-idle");
        var names = new NameTable();
        var batch = new ProbeBatch();
        Read(lines, names, batch, warmUp: 0);

        var (events, bytes) = Read(lines, names, batch, warmUp: 50);

        Assert.True(events > 12_000, $"{events} events were measured");
        Assert.InRange(bytes, 0, 1000);
    }

    private static (long Events, long Bytes) Read(byte[] lines, NameTable names, ProbeBatch batch, int warmUp)
    {
        using var reader = new SlicingReader(new JsonLinesReader(new MemoryStream(lines), null, names), names, TimeSpan.FromMilliseconds(100));
        for (int i = 0; i < warmUp; i++)
        {
            Assert.True(reader.Read(batch));
        }

        long events = 0, before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.Read(batch))
        {
            events += batch.Records.Count;
        }

        return (events, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
