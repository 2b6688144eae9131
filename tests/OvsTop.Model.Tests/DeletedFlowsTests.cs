using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Model.Tests;

public sealed class DeletedFlowsTests
{
    private static readonly FlowIdentity Flow = new(1, 2);
    private readonly DeletedFlows _deleted = new();

    [Fact]
    public void A_put_is_told_of_the_delete_before_and_its_reason_once()
    {
        _deleted.Sentence(Flow, (uint)DeleteReason.FlowLimit);
        _deleted.Delete(Flow, 1_000);

        Assert.Equal(new Reput(500, (uint)DeleteReason.FlowLimit, 1), _deleted.Put(Flow, 1_500));
        Assert.Equal(default, _deleted.Put(Flow, 1_600));
    }

    [Fact]
    public void A_delete_without_a_verdict_has_no_reason_even_after_one_that_had()
    {
        _deleted.Sentence(Flow, (uint)DeleteReason.FlowIdle);
        _deleted.Delete(Flow, 1_000);
        _deleted.Put(Flow, 1_100);
        _deleted.Delete(Flow, 2_000);

        Assert.Equal(new Reput(1, (uint)DeleteReason.None, 2), _deleted.Put(Flow, 2_000));
    }

    [Fact]
    public void A_verdict_alone_deletes_nothing()
    {
        _deleted.Sentence(Flow, (uint)DeleteReason.FlowIdle);
        Assert.Equal(default, _deleted.Put(Flow, 2_000));
    }

    [Fact]
    public void A_verdict_that_is_told_behind_its_delete_still_gives_the_reason()
    {
        _deleted.Delete(Flow, 1_000);
        _deleted.Sentence(Flow, (uint)DeleteReason.Purge);
        Assert.Equal((uint)DeleteReason.Purge, _deleted.Put(Flow, 2_000).Reason);
    }

    [Fact]
    public void The_last_deletes_are_remembered_and_no_more()
    {
        for (ulong i = 0; i <= DeletedFlows.Capacity; i++)
        {
            _deleted.Delete(new FlowIdentity(i, 0), 1_000 + i);
        }

        Assert.Equal(default, _deleted.Put(new FlowIdentity(0, 0), 1_000_000));
        Assert.Equal(1_000_000 - 1_001u, _deleted.Put(new FlowIdentity(1, 0), 1_000_000).SinceDeletedNs);
    }

    [Fact]
    public void A_flow_deleted_again_is_young_again()
    {
        _deleted.Delete(Flow, 1);
        _deleted.Put(Flow, 2);
        for (ulong i = 0; i < DeletedFlows.Capacity - 1; i++)
        {
            _deleted.Delete(new FlowIdentity(i, 0), 10 + i);
        }

        _deleted.Delete(Flow, 1_000_000);
        _deleted.Delete(new FlowIdentity(7, 7), 1_000_001);
        Assert.Equal((1ul, 2u), (_deleted.Put(Flow, 1_000_001).SinceDeletedNs, _deleted.Put(new FlowIdentity(7, 7), 1_000_002).Generation + 1));
    }

    [Fact]
    public void Remembering_allocates_nothing_once_it_has_grown()
    {
        Churn(2 * DeletedFlows.Capacity);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Churn(10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Churn(int flows)
        {
            for (ulong i = 0; i < (ulong)flows; i++)
            {
                var flow = new FlowIdentity(i, 9);
                _deleted.Sentence(flow, 4);
                _deleted.Delete(flow, i);
                _deleted.Put(flow, i + 1);
            }
        }
    }

    [Theory]
    [InlineData(5_000_000_000, true)]
    [InlineData(5_000_000_001, false)]
    public void Churn_ends_with_its_window(ulong sinceNs, bool isChurn)
    {
        _deleted.Delete(Flow, 1_000);
        var put = _deleted.Put(Flow, 1_000 + sinceNs);
        var header = new EventHeader();
        put.Tell(ref header);

        Assert.Equal(isChurn, put.IsChurn(DeletedFlows.DefaultChurnNs));
        Assert.Equal(isChurn, (header.Flags & EventFlags.Churn) != 0);
        Assert.Equal((1u, 1ul, sinceNs), (header.Detail, header.Value0, header.Value1));
    }

    [Fact]
    public void Without_a_ufid_the_key_is_the_identity()
    {
        byte[] key = [1, 2, 3, 4];
        var byKey = Of(new EventHeader { Probe = ProbeId.FlowPut, KeyLength = 4 }, key);
        Assert.Equal(byKey, Of(new EventHeader { Probe = ProbeId.FlowDel, KeyLength = 4 }, key));
        Assert.NotEqual(byKey, Of(new EventHeader { Probe = ProbeId.FlowDel, KeyLength = 5 }, key));
        Assert.StartsWith("key:", byKey.ToString(), StringComparison.Ordinal);

        Assert.True(Ufid.TryParse("359d0d60-b258-4a18-8a98-e473aaf387f2", out var ufid));
        var byUfid = Of(new EventHeader { Probe = ProbeId.FlowPut, KeyLength = 4, Ufid = ufid, Flags = EventFlags.Ufid }, key);
        Assert.Equal("ufid:359d0d60-b258-4a18-8a98-e473aaf387f2", byUfid.ToString());
    }

    private static FlowIdentity Of(EventHeader header, byte[] key)
    {
        var records = new RecordBuffer();
        records.Append(header, [], key, [], []);
        foreach (var record in records)
        {
            return FlowIdentity.Of(record);
        }

        throw new InvalidOperationException("no record");
    }
}
