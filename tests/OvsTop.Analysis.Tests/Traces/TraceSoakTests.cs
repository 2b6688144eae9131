using static OvsTop.Analysis.Tests.Traces.TraceScript;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>What a filter that lets everything through does to the engine at 200,000 upcalls a second: the same as at any other rate.</summary>
[CollectionDefinition(nameof(TraceSoakTests), DisableParallelization = true)]
[Collection(nameof(TraceSoakTests))]
public sealed class TraceSoakTests
{
    /// <summary>Rounds 8192 x 1.8 kB, lives 4096 x 1 kB, packets, 8192 kernel upcalls, 65,536 edges: made once, then reused.</summary>
    private const long Bound = 48L << 20;

    [Fact]
    public void Memory_is_flat_what_gives_way_is_counted_and_the_list_stays_usable()
    {
        const int Warm = 20_000, Packets = 120_000;
        var script = new TraceScript();
        long start = GC.GetTotalMemory(forceFullCollection: true);
        Run(script, 0, Warm);
        long warm = GC.GetTotalMemory(forceFullCollection: true);
        Run(script, Warm, Packets);
        long end = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(end - start, 0, Bound);
        Assert.InRange(end - warm, long.MinValue, 2L << 20);

        var snapshot = script.Take();
        Assert.Equal(Packets, snapshot.PacketCount);
        Assert.Equal(2 * Packets, snapshot.RoundCount);
        Assert.Equal(Packets - 4096, snapshot.Evicted);
        Assert.Equal(256, snapshot.Packets.Count);
        Assert.Equal(Packets, snapshot.Packets[0].Number);
        Assert.All(snapshot.Packets, packet => Assert.Equal(2, packet.Rounds.Count));
        Assert.Equal(Packets - 4096, snapshot.StoriesEvicted);
        GC.KeepAlive(script);
    }

    /// <summary>Nothing is allocated per event once everything is there: 0.4 bytes an event are lists that find their length.</summary>
    [Fact]
    public void Events_allocate_nothing()
    {
        var script = new TraceScript();
        byte[] packet = Tcp(7), key = Key(0, 0, Port, packet), actions = Output(3);
        One(10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        One(20_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000 * 3 / 2);

        void One(int count)
        {
            for (int i = 0; i < count; i++)
            {
                script.Raw(1, packet, key, actions);
            }
        }
    }

    private static void Run(TraceScript script, int from, int to)
    {
        // Five microseconds a packet; each is recirculated once, by one of 16 ids, and installs a flow of its own.
        for (int i = from; i < to; i++)
        {
            byte[] packet = Tcp((uint)i);
            uint id = (uint)(1 + i % 16);
            ulong start = script.Now;
            script.Round(1, packet, 0, Recirc(id), ufid: new Model.Ufid((uint)i, 1, 2, 3));
            script.Round(2, packet, id, Output(3), ct: 0x21);
            script.At(Math.Max(script.Now, start + 5));
        }
    }
}
