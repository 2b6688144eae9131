using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

public sealed class UpcallTests : IDisposable
{
    private readonly HandSource _source = new();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Handlers_are_the_threads_that_received_upcalls_by_thread_id()
    {
        var snapshots = _source.Run();
        _source.Hit(20, ProbeId.RecvUpcall, 1);
        _source.Hit(30, ProbeId.FlowPut, 5);
        _source.Hit(10, ProbeId.RecvUpcall, 3);
        _source.At(1);
        _source.At(2);
        var upcalls = snapshots[0].Upcalls;
        Assert.Equal([(10u, "handler10", 0.75), (20u, "handler20", 0.25)], upcalls.Handlers.Select(h => (h.Tid, h.Name, h.TotalShare)));
        Assert.Equal((5ul, 0ul), (upcalls.Other.Puts, upcalls.Other.Upcalls));
        Assert.Equal((5ul, 4ul), (upcalls.Total.Puts, upcalls.Total.Upcalls));
    }

    [Fact]
    public void A_row_has_the_numbers_of_its_thread()
    {
        var snapshots = _source.Run();
        _source.At(1);
        ref var tally = ref _source.Thread(7, "handler1");
        tally.Hits[(int)ProbeId.RecvUpcall] = 60;
        tally.Hits[(int)ProbeId.FlowPut] = 40;
        tally.Hits[(int)ProbeId.FlowExecute] = 58;
        tally.UpcallTypes[0] = 50;
        tally.UpcallTypes[1] = 8;
        tally.UpcallTypes[3] = 2;
        tally.Batches = 15;
        tally.BatchMax = 12;
        tally.BatchSizes[4] = 14;
        tally.BatchSizes[12] = 1;
        for (int i = 0; i < 40; i++)
        {
            tally.Stages[(int)Stage.Translate].Add(1000);
        }

        _source.At(3);
        var row = Assert.Single(snapshots[0].Upcalls.Handlers);
        Assert.Equal((60ul, 40ul, 58ul, 15ul, 20ul, 12u), (row.Upcalls, row.Puts, row.Executes, row.Batches, row.UpcallsWithoutPut, row.BatchMax));
        Assert.Equal((30.0, 20.0, 29.0), (row.UpcallsPerSecond, row.PutsPerSecond, row.ExecutesPerSecond));
        Assert.Equal((25.0, 5.0), (row.MissesPerSecond, row.ActionsPerSecond));
        Assert.Equal((1.0, 1.0, 4.0), (row.Share, row.TotalShare, row.BatchMean));
        Assert.Equal((40ul, 1.0, 1.0), (row.Translate.Count, row.Translate.P50Us, row.Translate.MaxUs));
        Assert.Equal(40ul, snapshots[0].Upcalls.Total.Translate.Count);
        Assert.Equal((14ul, 1ul), (snapshots[0].Upcalls.BatchSizes[4], snapshots[0].Upcalls.BatchSizes[12]));
        Assert.Equal(65, snapshots[0].Upcalls.BatchSizes.Count);
    }

    [Fact]
    public void A_batch_is_of_what_was_received_whatever_the_kernel_tried_to_send()
    {
        _source.Info = _source.Info with { Primary = PrimaryProbes.Kernel };
        var snapshots = _source.Run();
        _source.At(1);
        _source.Tallies.Shared.Hits[(int)ProbeId.DpUpcall] = 900;
        ref var tally = ref _source.Thread(7, "handler1");
        tally.Hits[(int)ProbeId.RecvUpcall] = 60;
        tally.Batches = 15;
        _source.At(2);
        Assert.Equal((900ul, 4.0), (snapshots[0].Upcalls.Total.Upcalls, snapshots[0].Upcalls.Total.BatchMean));
    }

    [Fact]
    public void Hits_of_the_shared_slot_are_other()
    {
        var snapshots = _source.Run();
        _source.Hit(7, ProbeId.RecvUpcall, 3);
        _source.Tallies.Shared.Hits[(int)ProbeId.RecvUpcall] = 9;
        _source.At(1);
        _source.End();
        var upcalls = snapshots[0].Upcalls;
        Assert.Equal((12ul, 9ul, 3ul), (upcalls.Total.Upcalls, upcalls.Other.Upcalls, upcalls.Handlers[0].Upcalls));
        Assert.Equal(0.75, upcalls.Other.TotalShare);
    }

    [Fact]
    public void Nobody_knows_which_upcalls_lack_a_put_while_puts_are_not_probed()
    {
        var snapshots = _source.Run();
        _source.Hit(7, ProbeId.RecvUpcall, 3);
        _source.At(1);
        _source.At(2);
        _source.Info = _source.Info with { Attached = [ProbeId.RecvUpcall, ProbeId.FlowPut] };
        _source.At(3);
        Assert.Equal([0ul, 3ul], snapshots.Select(s => s.Upcalls.Total.UpcallsWithoutPut));
    }

    [Fact]
    public void A_thread_that_is_gone_keeps_its_row()
    {
        var snapshots = _source.Run();
        _source.Hit(7, ProbeId.RecvUpcall, 3);
        for (int second = 0; second < 300; second++)
        {
            _source.At(second);
        }

        var row = Assert.Single(snapshots[^1].Upcalls.Handlers);
        Assert.Equal((3ul, 0.0), (row.Upcalls, row.UpcallsPerSecond));
        Assert.Equal(Series.Length, row.History.Values.Length);
    }

    [Fact]
    public void Rows_and_other_add_up_to_the_total_in_every_column()
    {
        var random = new Random(20240611);
        var snapshots = _source.Run();
        for (int tick = 0; tick < 40; tick++)
        {
            for (int i = 0; i < 30; i++)
            {
                ref var tally = ref _source.Thread((uint)random.Next(1, 25));
                int upcalls = random.Next(4) == 0 ? 0 : random.Next(50);
                tally.Hits[(int)ProbeId.RecvUpcall] += (ulong)upcalls;
                tally.Hits[(int)ProbeId.FlowPut] += (ulong)random.Next(50);
                tally.Hits[(int)ProbeId.FlowExecute] += (ulong)random.Next(50);
                tally.UpcallTypes[random.Next(4)] += (ulong)upcalls;
                tally.Batches += (ulong)random.Next(5);
                if (upcalls > 0)
                {
                    tally.Stages[(int)Stage.Translate].Add((ulong)random.Next(1_000_000));
                }
            }

            _source.Tallies.Shared.Hits[(int)ProbeId.RecvUpcall] += (ulong)random.Next(3);
            _source.At(tick + random.NextDouble());
        }

        Assert.True(snapshots.Count > 20);
        foreach (var snapshot in snapshots)
        {
            var upcalls = snapshot.Upcalls;
            HandlerRow[] parts = [.. upcalls.Handlers, upcalls.Other];
            AssertSum(parts, upcalls.Total, row => row.Upcalls);
            AssertSum(parts, upcalls.Total, row => row.Puts);
            AssertSum(parts, upcalls.Total, row => row.Executes);
            AssertSum(parts, upcalls.Total, row => row.Batches);
            AssertSum(parts, upcalls.Total, row => row.UpcallsWithoutPut);
            AssertRates(parts, upcalls.Total, row => row.UpcallsPerSecond);
            AssertRates(parts, upcalls.Total, row => row.PutsPerSecond);
            AssertRates(parts, upcalls.Total, row => row.ExecutesPerSecond);
            AssertRates(parts, upcalls.Total, row => row.MissesPerSecond);
            AssertRates(parts, upcalls.Total, row => row.ActionsPerSecond);
            AssertRates(parts, upcalls.Total, row => row.Share);
            AssertRates(parts, upcalls.Total, row => row.TotalShare);
        }
    }

    private static void AssertSum(HandlerRow[] parts, HandlerRow total, Func<HandlerRow, ulong> column) =>
        Assert.Equal(column(total), (ulong)parts.Sum(row => (decimal)column(row)));

    private static void AssertRates(HandlerRow[] parts, HandlerRow total, Func<HandlerRow, double> column) =>
        Assert.Equal(column(total), parts.Sum(column), 1e-9 * Math.Max(1, column(total)));

    [Fact]
    public void Kernel_upcalls_count_for_the_handler_that_reads_the_socket()
    {
        _source.Info = _source.Info with { Primary = PrimaryProbes.Kernel, Attached = [ProbeId.DpUpcall, ProbeId.DpUpcallReturn, ProbeId.RecvUpcall] };
        var snapshots = _source.Run();
        _source.At(0);
        Socket(1000, 0).Hits[(int)ProbeId.DpUpcall] = 10;
        _source.At(1);
        ref var handler = ref _source.Thread(7, "handler1");
        handler.Hits[(int)ProbeId.RecvUpcall] = 25;
        handler.Hits[(int)ProbeId.FlowCmdNewEnter] = 20;
        handler.Hits[(int)ProbeId.FlowCmdSetEnter] = 3;
        handler.Hits[(int)ProbeId.PacketCmdExecuteEnter] = 24;
        handler.Hits[(int)ProbeId.FlowPut] = 23;
        handler.UpcallTypes[0] = 25;
        ref var socket = ref Socket(1000, 7);
        socket.Hits[(int)ProbeId.DpUpcall] = 40;
        socket.UpcallTypes[0] = 40;
        socket.UpcallErrors[(int)ErrorClass.Again] = 12;
        socket.UpcallErrors[(int)ErrorClass.NoMemory] = 3;
        Socket(1001, 7).Hits[(int)ProbeId.DpUpcall] = 2;
        _source.At(2);
        var upcalls = snapshots[^1].Upcalls;
        var row = Assert.Single(upcalls.Handlers);
        Assert.Equal((7u, "handler1", 42ul, 23ul, 24ul), (row.Tid, row.Name, row.Upcalls, row.Puts, row.Executes));
        Assert.Equal((32.0, 40.0), (row.UpcallsPerSecond, row.MissesPerSecond));
        Assert.Equal([(ErrorClass.Again, 12.0), (ErrorClass.NoMemory, 3.0)], row.LostPerSecond!.Classes);
        Assert.Equal((42ul, 0ul), (upcalls.Total.Upcalls, upcalls.Other.Upcalls));
    }

    [Fact]
    public void A_socket_nobody_is_known_to_read_is_a_row_of_its_own_and_the_rows_add_up()
    {
        _source.Info = _source.Info with { Primary = PrimaryProbes.Kernel, Attached = [ProbeId.DpUpcall] };
        var snapshots = _source.Run();
        Socket(1000, 0).Hits[(int)ProbeId.DpUpcall] = 5;
        Socket(1001, 0).Hits[(int)ProbeId.DpUpcall] = 6;
        _source.Hit(7, ProbeId.PacketCmdExecuteEnter, 9);
        _source.Tallies.Shared.Hits[(int)ProbeId.DpUpcall] = 2;
        _source.At(1);
        _source.End();
        var upcalls = snapshots[^1].Upcalls;
        Assert.Equal([("socket 1000", 5ul), ("socket 1001", 6ul)], upcalls.Handlers.Select(h => (h.Name, h.Upcalls)));
        Assert.Equal((13ul, 2ul, 9ul, 9ul), (upcalls.Total.Upcalls, upcalls.Other.Upcalls, upcalls.Total.Executes, upcalls.Other.Executes));
        Assert.Null(upcalls.Total.Lost);
    }

    [Fact]
    public void A_recording_with_only_the_kernels_probes_is_counted_by_those()
    {
        var snapshots = _source.Run();
        _source.Tallies.Shared.Hits[(int)ProbeId.DpUpcall] = 3;
        _source.Tallies.Shared.UpcallErrors[(int)ErrorClass.Again] = 1;
        _source.Tallies.Shared.Hits[(int)ProbeId.DpUpcallReturn] = 3;
        _source.Hit(7, ProbeId.FlowCmdNewEnter, 2);
        _source.At(1);
        _source.End();
        var total = snapshots[^1].Upcalls.Total;
        Assert.Equal((3ul, 2ul, 1.0), (total.Upcalls, total.Puts, total.Lost!.Total));
    }

    private ref ThreadTally Socket(uint port, uint tid)
    {
        var table = _source.Tallies;
        for (int slot = 1; slot < table.Count; slot++)
        {
            if (table[slot].PortId == port)
            {
                table[slot].Tid = tid;
                return ref table[slot];
            }
        }

        table.Resize(table.Count + 1);
        ref var row = ref table[table.Count - 1];
        row.PortId = port;
        row.Tid = tid;
        return ref row;
    }
}
