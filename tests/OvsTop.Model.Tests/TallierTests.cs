using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Model.Tests;

public sealed class TallierTests
{
    private const uint Handler = 7;
    private readonly Tallier _tallier = new();
    private ulong _now = 1_000;

    private ref ThreadTally Row => ref _tallier.Table[1];

    [Fact]
    public void A_put_belongs_to_the_recv_with_the_same_key()
    {
        Recv(packet: 1, key: [1, 2, 3, 4]);
        Recv(packet: 2, key: [5, 6, 7, 8]);
        Put(key: [5, 6, 7, 8]);

        Assert.Equal(1UL, Row.Stages[(int)Stage.Translate].Count);
        Assert.Equal(100UL, Row.Stages[(int)Stage.Translate].SumNs);
        Assert.Equal(0UL, Row.PutsUnmatched);
    }

    [Fact]
    public void A_put_of_another_key_or_of_another_length_is_not_matched()
    {
        Recv(packet: 1, key: [1, 2, 3, 4]);
        Put(key: [1, 2, 3, 5]);
        Put(key: [1, 2, 3, 4, 0, 0, 0, 0]);

        Assert.Equal(0UL, Row.Stages[(int)Stage.Translate].Count);
        Assert.Equal(2UL, Row.PutsUnmatched);
    }

    [Fact]
    public void Two_upcalls_of_one_key_take_one_put_each()
    {
        Recv(packet: 1, key: [1]);
        Recv(packet: 2, key: [1]);
        Put(key: [1]);
        Put(key: [1]);
        Put(key: [1]);

        Assert.Equal(2UL, Row.Stages[(int)Stage.Translate].Count);
        Assert.Equal(1UL, Row.PutsUnmatched);
    }

    [Fact]
    public void An_execute_belongs_to_the_recv_of_the_same_packet()
    {
        Recv(packet: 1, key: [1]);
        Recv(packet: 2, key: [2]);
        Execute(packet: 2);
        Execute(packet: 3);

        Assert.Equal(1UL, Row.Stages[(int)Stage.TranslateExecute].Count);
        Assert.Equal(1UL, Row.ExecutesUnmatched);
    }

    [Fact]
    public void Operations_end_a_batch()
    {
        Recv(packet: 1, key: [1]);
        Recv(packet: 2, key: [2]);
        Execute(packet: 1);
        Execute(packet: 2);
        Recv(packet: 1, key: [3]);

        Assert.Equal(2UL, Row.Batches);
        Assert.Equal(2U, Row.BatchMax);
        Assert.Equal(1U, Row.BatchSizes[1]);
        Assert.Equal(1U, Row.BatchSizes[2]);
    }

    [Fact]
    public void A_full_batch_behind_one_without_operations_keeps_all_its_upcalls()
    {
        Recv(packet: 1000, key: [255]);
        Recv(packet: 1001, key: [254]);
        for (byte i = 0; i < ThreadTally.MaxBatch; i++)
        {
            Recv(packet: i + 1u, key: [i]);
        }

        for (byte i = 0; i < ThreadTally.MaxBatch; i++)
        {
            Put(key: [i]);
            Execute(packet: i + 1u);
        }

        Assert.Equal(64UL, Row.Stages[(int)Stage.Translate].Count);
        Assert.Equal(64UL, Row.Stages[(int)Stage.TranslateExecute].Count);
        Assert.Equal(0UL, Row.PutsUnmatched + Row.ExecutesUnmatched);
        Assert.Equal(66UL, Row.Hits[(int)ProbeId.RecvUpcall]);
    }

    [Fact]
    public void A_kernel_upcall_belongs_to_no_thread()
    {
        Add(new EventHeader { Probe = ProbeId.DpUpcall, Tid = 99 });

        Assert.Equal(1, _tallier.Table.Count);
        Assert.Equal(1UL, _tallier.Table.Hits(ProbeId.DpUpcall));
    }

    [Fact]
    public void Reasons_count_deletes_only_and_unknown_ones_share_the_last_slot()
    {
        Add(new EventHeader { Probe = ProbeId.FlowResult, Argument = (int)RevalidationResult.Delete, Detail = (uint)DeleteReason.FlowIdle });
        Add(new EventHeader { Probe = ProbeId.FlowSweepResult, Argument = (int)RevalidationResult.Delete, Detail = 99 });
        Add(new EventHeader { Probe = ProbeId.FlowResult, Argument = (int)RevalidationResult.Keep, Detail = (uint)DeleteReason.FlowIdle });
        Add(new EventHeader { Probe = ProbeId.FlowResult, Argument = 77 });

        Assert.Equal([1, 2, 0, 1], ((ReadOnlySpan<ulong>)Row.Results).ToArray());
        Assert.Equal(1UL, Row.Reasons[(int)DeleteReason.FlowIdle]);
        Assert.Equal(1UL, Row.Reasons[ThreadTally.ReasonSlots - 1]);
    }

    [Fact]
    public void A_put_shortly_after_a_delete_is_churn_by_the_reason_of_the_verdict()
    {
        Add(new EventHeader { Probe = ProbeId.FlowResult, Argument = (int)RevalidationResult.Delete, Detail = (uint)DeleteReason.FlowLimit, KeyLength = 1 }, key: [1]);
        Add(new EventHeader { Probe = ProbeId.FlowDel, KeyLength = 1 }, key: [1]);
        Put(key: [1]);
        Put(key: [1]);
        Add(new EventHeader { Probe = ProbeId.FlowDel, KeyLength = 1 }, key: [1]);
        _now += DeletedFlows.DefaultChurnNs;
        Put(key: [1]);
        Put(key: [2]);

        Assert.Equal(1UL, Row.Churn[(int)DeleteReason.FlowLimit]);
        Assert.Equal(0UL, Row.Churn[(int)DeleteReason.None]);
    }

    [Fact]
    public void A_modify_or_a_feature_probe_of_a_deleted_flow_is_no_churn()
    {
        Add(new EventHeader { Probe = ProbeId.FlowDel, KeyLength = 1 }, key: [1]);
        Add(new EventHeader { Probe = ProbeId.FlowPut, Argument = 2, KeyLength = 1 }, key: [1]);
        Add(new EventHeader { Probe = ProbeId.FlowPut, Argument = 1 | 2 | 8, KeyLength = 1 }, key: [1]);
        Assert.Equal(0UL, Row.Churn[(int)DeleteReason.None]);
        Put(key: [1]);
        Assert.Equal(1UL, Row.Churn[(int)DeleteReason.None]);
    }

    [Fact]
    public void The_main_loop_runs_and_waits()
    {
        Add(new EventHeader { Probe = ProbeId.RunStart });
        Add(new EventHeader { Probe = ProbeId.PollBlock });
        Add(new EventHeader { Probe = ProbeId.RunStart });

        Assert.Equal(100UL, Row.Stages[(int)Stage.MainRun].MaxNs);
        Assert.Equal(100UL, Row.Stages[(int)Stage.MainWait].MinNs);
    }

    [Fact]
    public void Threads_beyond_the_table_are_counted_in_the_shared_row()
    {
        for (uint tid = 1; tid <= TallyTable.Capacity + 10; tid++)
        {
            Add(new EventHeader { Probe = ProbeId.RunStart }, tid);
        }

        Assert.Equal(TallyTable.Capacity, _tallier.Table.Count);
        Assert.Equal(11UL, _tallier.Table.Shared.Hits[(int)ProbeId.RunStart]);
        Assert.Equal((ulong)TallyTable.Capacity + 10, _tallier.Table.Hits(ProbeId.RunStart));
    }

    private void Recv(ulong packet, byte[] key) =>
        Add(new EventHeader { Probe = ProbeId.RecvUpcall, Subject = packet, KeyLength = (uint)key.Length }, key: key);

    private void Put(byte[] key) => Add(new EventHeader { Probe = ProbeId.FlowPut, Argument = 1, KeyLength = (uint)key.Length }, key: key);

    private void Execute(ulong packet) => Add(new EventHeader { Probe = ProbeId.FlowExecute, Subject = packet });

    private void Add(EventHeader header, uint tid = Handler, byte[]? key = null)
    {
        var records = new RecordBuffer();
        header.Tid = header.Tid == 0 ? tid : header.Tid;
        header.TimeNs = _now += 100;
        records.Append(header, [], key, [], []);
        foreach (var record in records)
        {
            _tallier.Add(record);
        }
    }
}
